import { playwright } from '@vitest/browser-playwright'
import { msw } from 'msw/vite'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { pageLifeCommands } from './packages/core/test/page-life/commands.ts'
import { contractCommands } from './packages/testing/test/contract-commands.ts'
import { chromiumArguments, findChromium } from './scripts/chromium.ts'
import { skipBrowserTests } from './scripts/skip-browser-tests.ts'
import { TallyReporter } from './scripts/tally-reporter.ts'

const source = '@recloser/source'
const browserTests = ['{packages,examples,scripts}/**/*.browser.test.{ts,tsx}']
// Nothing waits so long; but on a busy machine a page or a socket may take more than the default of 5 s.
const patience = { testTimeout: 15_000, hookTimeout: 15_000 }
const onNode = {
  resolve: { conditions: [source, ...defaultServerConditions] },
  ssr: { resolve: { conditions: [source, ...defaultServerConditions] } },
}

const node: TestProjectInlineConfiguration = {
  ...onNode,
  test: {
    ...patience,
    name: 'node',
    include: [
      'packages/*/{src,test}/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'bench/{harness,report}/*.test.ts',
      'proof/**/*.test.ts',
    ],
    exclude: [...browserTests, '**/node_modules/**'],
  },
}

const examples: TestProjectInlineConfiguration = {
  ...onNode,
  test: {
    ...patience,
    name: 'examples',
    include: ['examples/**/*.test.ts'],
    exclude: [...browserTests, '**/node_modules/**'],
  },
}

const browser = (chromium: string): TestProjectInlineConfiguration => ({
  // Without the default conditions Chromium would load msw's build for Node.
  resolve: { conditions: [source, ...defaultClientConditions] },
  plugins: [msw({ mode: 'worker-only' })],
  // Found only on the way, they would make Vite reload the page in the midst of a test.
  optimizeDeps: {
    include: [
      '@recloser/devtools > lit/html.js',
      '@recloser/devtools > uplot',
      '@tanstack/react-query',
      'axe-core',
      'react',
      'react-dom/client',
      'react-dom/server',
      'react/jsx-dev-runtime',
    ],
  },
  test: {
    ...patience,
    name: 'browser',
    include: browserTests,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      commands: { ...contractCommands, ...pageLifeCommands },
      provider: playwright({ launchOptions: { executablePath: chromium, args: chromiumArguments } }),
      instances: [{ browser: 'chromium' }],
    },
  },
})

const withoutBrowser: TestProjectInlineConfiguration = {
  plugins: [skipBrowserTests()],
  test: { name: 'browser', include: browserTests },
}

// Of each choice between a sentence and its short form, the sources take the one and the small build the other.
const enough = { lines: 98, branches: 97 }
// Nearly all that http lacks are such choices.
const enoughOfHttp = { lines: 98, branches: 96.9 }
const chromium = findChromium()

export default defineConfig({
  test: {
    projects: [node, examples, chromium === undefined ? withoutBrowser : browser(chromium)],
    // MSW reports each network error that a plan asks for; what nobody planned is still shown.
    onConsoleLog: log => !/planned network error|\[MSW\] Encountered an unhandled exception/.test(log),
    reporters: ['default', new TallyReporter()],
    coverage: {
      provider: 'v8',
      include: ['packages/core/src/**/*.ts'],
      exclude: ['**/index.ts', '**/*.d.ts', '**/*.test.ts', '**/*.test-d.ts'],
      reporter: ['text', 'html'],
      // Apart, so that one room cannot make up for the other.
      thresholds: {
        'packages/core/src/*.ts': enough,
        'packages/core/src/http/**': enoughOfHttp,
        'packages/core/src/browser/**': enough,
      },
    },
  },
})
