export { type RecloserPlugin, type RecloserPluginOptions, recloserPlugin } from './recloser-plugin.ts'
