/** What is loaded when a detail is first opened: its template, its rules and its chart. */
export { ChartHolder } from './chart-holder.ts'
export { detailTemplate } from './detail.ts'
export { detailStyles } from './detail-styles.ts'
export { figureStyles } from './figure-styles.ts'
