import { type CallWindow, type ResolvedConfig, resolveConfig } from '@recloser/core'

const fields = Object.keys(resolveConfig({}))

/** Checked by other means than the table that the library checks by. */
export const isSound = (config: ResolvedConfig): boolean => {
  const { failureWindowMs, failureWindow, failureThreshold, openDurationMs, maxBackoffMs, jitter, mode } =
    config
  const positive = [openDurationMs, maxBackoffMs, config.probeTimeoutMs, config.backoffMultiplier]
  const whole = [
    config.halfOpenMaxCalls,
    config.successThreshold,
    config.minRequestsForRate,
    failureThreshold || 1,
    failureWindow === false ? 1 : failureWindow.calls,
  ]
  return (
    failureWindowMs >= 1 &&
    failureWindowMs < Infinity &&
    positive.every(number => typeof number === 'number' && number > 0 && number < Infinity) &&
    whole.every(number => typeof number === 'number' && number >= 1 && number % 1 === 0) &&
    jitter >= 0 &&
    jitter <= 1 &&
    ['enforce', 'shadow', 'off'].includes(mode) &&
    Object.isFrozen(config) &&
    fields.every(field => Object.hasOwn(config, field) && config[field as keyof ResolvedConfig] !== undefined)
  )
}

/** Whether it is a window of just so many calls, and of a number that can be. */
export const isWindowOf = (window: CallWindow, calls: unknown): boolean =>
  window.calls === calls && window.calls >= 1 && window.calls % 1 === 0
