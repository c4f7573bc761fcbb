export { publishToChannels, type WatchedManager } from './publish-to-channels.ts'
