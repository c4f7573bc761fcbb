import { vi } from 'vitest'

// All that is imported below, the package itself included, gets this version for axios.
vi.mock('axios', () => import('axios-1.7.7'))

await import('./all.ts')
