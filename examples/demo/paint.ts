import { styleText } from 'node:util'

/** Colours a text, or leaves it as it is. */
export type Paint = (style: 'bold' | 'dim' | 'green' | 'red' | 'yellow', text: string) => string

/** For what goes to a file or a test. */
export const noPaint: Paint = (_style, text) => text

/** Colours where the stream shows them and nobody has set NO_COLOR. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (style, text) => styleText(style, text, { stream })
}
