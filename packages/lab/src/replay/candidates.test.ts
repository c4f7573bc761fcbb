import { expect, it } from 'vitest'
import { missingFields, PRESETS, parseCandidates } from './candidates.ts'

it('reads candidates from JSON', () => {
  expect(parseCandidates('{ "fast": { "openDurationMs": 5000 } }')).toEqual([
    { name: 'fast', config: { openDurationMs: 5_000 } },
  ])
})

it.each([
  ['{', 'settings must be JSON'],
  ['[]', 'settings must be a JSON object like'],
  ['{}', 'settings must be a JSON object like'],
  ['{ "a": 5 }', 'settings of "a" must be an object'],
  ['{ "a": { "openDurationMs": -1 } }', 'settings of "a": openDurationMs must be a finite number'],
  ['{ "a": { "openDuration": 1 } }', 'settings of "a": openDuration is not a field of CircuitBreakerConfig'],
])('refuses %s', (text, message) => {
  expect(() => parseCandidates(text)).toThrow(message)
})

it('names the fields that this core does not have, and finds no fault with the others', () => {
  const future = { failureThreshold: 7, failureExcess: 5 }
  // As soon as the core has the field, nothing is missing.
  expect([[], ['failureExcess']]).toContainEqual(missingFields(future))
  expect(missingFields(PRESETS['page'] ?? {})).toEqual([])
})
