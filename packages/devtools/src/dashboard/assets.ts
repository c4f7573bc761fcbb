import { panelScripts } from '../../build/panel-scripts.ts'

/** A file of the page. */
export interface Asset {
  readonly type: string
  readonly text: string
  /** Changes with the text. */
  readonly tag: string
}

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>Recloser</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="page.css">
    <script type="module" src="page.js"></script>
  </head>
  <body>
    <main><recloser-devtools></recloser-devtools></main>
  </body>
</html>
`

const style = `html, body, main { height: 100%; margin: 0; }
body { background: light-dark(#fbfaf7, #14171a); }
`

/** The file of this name; the page itself has none. The name is looked up, never opened. */
export const assetNamed = async (name: string): Promise<Asset | undefined> => {
  if (name === '') return assetOf('text/html', page)
  if (name === 'page.css') return assetOf('text/css', style)
  const scripts = await panelScripts()
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined
  return script === undefined ? undefined : assetOf('text/javascript', script)
}

const assetOf = (type: string, text: string): Asset => ({
  type: `${type}; charset=utf-8`,
  text,
  tag: `"${text.length.toString(36)}-${hashOf(text).toString(36)}"`,
})

/** FNV-1a: tells versions of our own files apart, and nothing more. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash
}
