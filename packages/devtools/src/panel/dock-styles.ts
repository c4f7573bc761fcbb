export const dockStyles = (): string => `
  :host {
    position: fixed;
    inset: auto 0 0;
    z-index: 2147483000;
    height: auto;
    min-height: 0;
    pointer-events: none;
  }
  :host(.is-open) {
    height: min(32rem, 70vh);
    border-block-start: 1px solid var(--line);
    box-shadow: 0 -8px 30px rgb(0 0 0 / 18%);
    pointer-events: auto;
  }
  ::slotted(*) {
    height: 100%;
    min-height: 0;
  }
  .pill {
    display: flex;
    position: absolute;
    inset: auto 14px 14px auto;
    align-items: center;
    gap: 7px;
    padding: 6px 12px;
    border-radius: 999px;
    box-shadow: 0 2px 10px rgb(0 0 0 / 16%);
    font-weight: 600;
    pointer-events: auto;
  }
  :host(.is-open) .pill {
    inset-block: -40px auto;
  }
`
