import { afterEach, expect, it, vi } from 'vitest'
import { findPrometheus, installPrometheus, prometheusCommand } from './prometheus.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

it('refuses a folder without the programs, instead of taking others', () => {
  vi.stubEnv('PROMETHEUS_PATH', '/no/such/folder')
  expect(findPrometheus).toThrow(
    'PROMETHEUS_PATH names a folder without prometheus and promtool: /no/such/folder',
  )
})

it('finds and installs none where the environment asks for none', () => {
  vi.stubEnv('PROMETHEUS_PATH', '')
  expect(findPrometheus()).toBeUndefined()
  expect(installPrometheus()).toBe(false)
})

it('knows what to type', () => {
  expect(prometheusCommand()).toMatch(/install prometheus$/)
})
