export { defineDevtools } from '../panel/define.ts'
export { mountDevtools } from '../panel/mount.ts'
export type { MountOptions } from '../panel/mount-options.ts'
export { RecloserDevtools } from '../panel/recloser-devtools.ts'
export { localSource } from '../source/local-source.ts'
export type { PanelBreaker, PanelManager } from '../source/manager.ts'
export type {
  BreakerView,
  PanelAction,
  PanelListener,
  PanelReading,
  PanelSource,
  TransitionView,
} from '../source/panel-source.ts'
