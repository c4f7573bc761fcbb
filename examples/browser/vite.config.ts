import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { msw } from 'msw/vite'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // In this repository the packages run from their sources; yours needs no condition.
  resolve: { conditions: ['@recloser/source', ...defaultClientConditions] },
  plugins: [react(), msw({ mode: 'worker-only' })],
  // Found at the start, so that no page is loaded twice because another one turned up.
  optimizeDeps: {
    include: ['axios', 'ky', 'msw', 'msw/browser', 'react-dom/client', 'react/jsx-dev-runtime'],
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
})
