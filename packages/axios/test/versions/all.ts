// The tests of the package on real parts, but for the contract, to be run again on another version of axios.
await import('../compliance/bodies.test.ts')
await import('../compliance/caches.test.ts')
await import('../compliance/cancel.test.ts')
await import('../compliance/interceptors.test.ts')
await import('../regressions/axios-retry.test.ts')
await import('../regressions/mixed-load.test.ts')
await import('../regressions/wild.test.ts')
await import('../../src/fallback.test.ts')
await import('../../src/guarded-adapter.test.ts')
await import('../../src/install.test.ts')
await import('../../src/reading.test.ts')
await import('../../src/request.test.ts')
await import('../../src/transport.test.ts')

export {}
