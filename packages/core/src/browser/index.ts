export { type WatchPageOptions, watchPage } from './watch-page.ts'
