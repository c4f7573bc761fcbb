import { afterEach, expect, it, vi } from 'vitest'
import { findChromium, installChromium, installCommand } from './chromium.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

it('takes the browser that the environment names', () => {
  vi.stubEnv('CHROMIUM_PATH', import.meta.filename)
  expect(findChromium()).toBe(import.meta.filename)
})

it('refuses a name that leads nowhere, instead of taking another browser', () => {
  vi.stubEnv('CHROMIUM_PATH', '/no/such/browser')
  expect(findChromium).toThrow('CHROMIUM_PATH names no file: /no/such/browser')
})

it('finds and installs none where the environment asks for none', () => {
  vi.stubEnv('CHROMIUM_PATH', '')
  expect(findChromium()).toBeUndefined()
  expect(installChromium()).toBe(false)
})

it('knows what to type', () => {
  expect(installCommand()).toMatch(/install chromium$/)
})
