import { expect, it } from 'vitest'
import { resolveOptions, type ShareOptions } from './options.ts'
import { portOf } from './ports/port-of.ts'

it('fills in what is left open, and takes undefined for that', () => {
  expect(resolveOptions({ leaseMs: undefined })).toMatchObject({
    fleet: 'default',
    beatMs: 20_000,
    leaseMs: 50,
    operationMs: 1_000,
    maxOperationsInFlight: 64,
  })
})

it('names each process differently', () => {
  expect(resolveOptions().instance).toMatch(/^[0-9a-f]{16}$/)
  expect(resolveOptions().instance).not.toBe(resolveOptions().instance)
})

it.each([
  [{ fleet: '' }, 'fleet must be 1–64 letters, digits, "-", "_" or ".", got ""'],
  [{ fleet: 'a}b' }, 'fleet must be 1–64 letters, digits, "-", "_" or ".", got "a}b"'],
  [{ instance: 'a|b' }, 'instance must be 1–64 letters, digits, "-", "_" or ".", got "a|b"'],
  [{ beatMs: 40_001 }, 'beatMs must be a whole number from 1 to 40000, got 40001'],
  [{ leaseMs: 0.5 }, 'leaseMs must be a whole number from 1 to 60000, got 0.5'],
  [{ operationMs: Number.NaN }, 'operationMs must be a whole number from 1 to 60000, got NaN'],
  [{ maxOperationsInFlight: 0 }, 'maxOperationsInFlight must be a whole number from 1 to 10000, got 0'],
  [{ shares: true }, 'shares must be a function, got true'],
  [{ onError: 'log' }, 'onError must be a function, got "log"'],
  [
    { scheduler: {} },
    'scheduler must be an object with the methods now() and after(), got a value of type object',
  ],
  [{ random: 1 }, 'random must be a function, got 1'],
  [{ beat: 1 }, 'beat is not a field of ShareOptions'],
  [null, 'options must be an object, got null'],
])('refuses %o', (options, message) => {
  expect(() => resolveOptions(options as ShareOptions)).toThrow(new RangeError(message))
})

it.each([undefined, null, {}, { evalsha: 1 }])('refuses %o for a client', client => {
  expect(() => portOf(client as never)).toThrow(
    new TypeError('client must be a client of redis or ioredis, or a FleetPort'),
  )
})
