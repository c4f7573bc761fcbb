import fc from 'fast-check'
import { type Target, target } from '../../fuzz/target.ts'
import { compare } from '../compare.ts'
import { configs, windowConfigs } from '../configs.ts'
import { histories, starts, windowHistories } from '../operations.ts'

export const breaker: Target = target(
  'breaker',
  'whatever is done to it in whatever order, it tells and reads what the oracle says',
  fc.tuple(configs, starts, histories),
  ([config, start, history]) => {
    compare(config, start, history)
  },
)

export const windows: Target = target(
  'windows',
  'a window of any length holds what an oracle counts that keeps every moment',
  fc.tuple(windowConfigs, starts, windowHistories),
  ([config, start, history]) => {
    compare(config, start, history)
  },
)
