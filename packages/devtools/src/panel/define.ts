import { RecloserDevtools } from './recloser-devtools.ts'

/** Makes `<recloser-devtools>` known to the page. Again, or beside another copy of the package, it does nothing. */
export const defineDevtools = (): void => {
  if (customElements.get('recloser-devtools') === undefined)
    customElements.define('recloser-devtools', RecloserDevtools)
}
