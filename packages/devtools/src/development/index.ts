export type { MountOptions, PanelManager } from '@recloser/devtools/production'
export { mountDevtools } from './mount-devtools.ts'
