/**
 * The texts of a page that stand out from their ground by less than a ratio of contrast, each with what it has. Runs in
 * the page, and can therefore use nothing from outside itself.
 *
 * @see WCAG 2.2, 1.4.3
 */
export function faintTexts(least: number): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (canvas === null) throw new Error('no canvas to mix colours on')

  const luminanceOf = (colours: readonly string[]): number => {
    for (const colour of colours) {
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
    }
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map(part => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const groundsOf = (element: Element | null): string[] =>
    element === null
      ? ['white']
      : [...groundsOf(element.parentElement), getComputedStyle(element).backgroundColor]
  const contrastOf = (element: Element): number => {
    const grounds = groundsOf(element)
    const [dark = 0, bright = 0] = [
      luminanceOf(grounds),
      luminanceOf([...grounds, getComputedStyle(element).color]),
    ].sort((one, other) => one - other)
    return (bright + 0.05) / (dark + 0.05)
  }

  const hasText = (element: Element) =>
    [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== '')
  return [...document.querySelectorAll('body *')]
    .filter(element => hasText(element) && element.closest('svg') === null)
    .map(element => ({ text: element.textContent, contrast: contrastOf(element) }))
    .filter(({ contrast }) => contrast < least)
    .map(({ text, contrast }) => `${text}: ${contrast.toFixed(2)}`)
}
