import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

const source = '@recloser/source'
const onNode = {
  resolve: { conditions: [source, ...defaultServerConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
}
const browserTests = '**/*.browser.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        ...onNode,
        test: {
          name: 'node',
          include: ['packages/*/{src,test}/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [browserTests],
        },
      },
      { ...onNode, test: { name: 'examples', include: ['examples/**/*.test.ts'], exclude: [browserTests] } },
    ],
  },
})
