/** Every colour, once for light and once for dark. States differ in hue that the colour-blind can tell, and in shape and word. */
export const tokens = (): string => `
  :host {
    color-scheme: light dark;
    --paper: light-dark(#fbfaf7, #14171a);
    --card: light-dark(#ffffff, #1c2024);
    --bench: light-dark(#f0eee8, #0e1012);
    --well: light-dark(#f6f5f1, #15181b);
    --line: light-dark(#dedad0, #31373d);
    --ink: light-dark(#1d2126, #ece9e2);
    --quiet: light-dark(#5a6068, #a6adb5);
    --closed: light-dark(#0b63a5, #72b8f0);
    --open: light-dark(#b23a0c, #ff9468);
    --half-open: light-dark(#835c00, #e3b450);
    --open-wash: light-dark(#fbeee7, #33211a);
    --half-open-wash: light-dark(#f8f1dd, #2e2716);
    --row: 46px;
    --mono: ui-monospace, 'SF Mono', 'Cascadia Code', 'DejaVu Sans Mono', monospace;
    display: block;
    height: 100%;
    min-height: 16rem;
    container: recloser / inline-size;
    background: var(--paper);
    color: var(--ink);
    font: 14px / 1.4 system-ui, sans-serif;
    font-variant-numeric: tabular-nums;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none;
  }
  @media (forced-colors: active) {
    :host {
      --paper: Canvas;
      --card: Canvas;
      --bench: Canvas;
      --well: Canvas;
      --line: CanvasText;
      --ink: CanvasText;
      --quiet: CanvasText;
      --closed: LinkText;
      --open: CanvasText;
      --half-open: CanvasText;
      --open-wash: Canvas;
      --half-open-wash: Canvas;
    }
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  p,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  button,
  input {
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--card);
    color: var(--ink);
    font: inherit;
    font-size: 13px;
  }
  button {
    padding: 4px 10px;
    cursor: pointer;
  }
  button:hover {
    border-color: var(--quiet);
  }
  :focus-visible,
  label:has(:focus-visible) {
    outline: 2px solid var(--closed);
    outline-offset: 1px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .mark {
    flex: none;
    width: 14px;
    height: 14px;
    fill: currentColor;
  }
  .closed {
    color: var(--closed);
  }
  .open {
    color: var(--open);
  }
  .half-open {
    color: var(--half-open);
  }
  .mark .inside {
    stroke: var(--card);
    stroke-width: 2;
  }
  .mark .outline {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
  }
  .swatch-closed {
    color: var(--closed);
  }
  .swatch-open {
    color: var(--open);
  }
  .swatch-open-wash {
    color: var(--open-wash);
  }
  .swatch-half-open {
    color: var(--half-open);
  }
  .swatch-half-open-wash {
    color: var(--half-open-wash);
  }
  .swatch-quiet {
    color: var(--quiet);
  }
  .swatch-line {
    color: var(--line);
  }
`
