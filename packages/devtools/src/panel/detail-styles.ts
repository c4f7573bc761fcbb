/** The detail: its head, the verdict and the levers. */
export const detailStyles = (): string => `
  h2,
  h3,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .detail {
    padding: 16px;
    border-inline-start: 1px solid var(--line);
    background: var(--paper);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .detail > header {
    display: flex;
    flex-wrap: nowrap;
    align-items: start;
    gap: 10px;
    padding: 0;
    border: 0;
  }
  .detail h2 {
    margin-inline-end: auto;
    overflow-wrap: anywhere;
    font: 600 15px / 1.4 var(--mono);
  }
  .verdict {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 9px;
    margin-block: 12px;
    padding: 11px 12px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--card);
  }
  .verdict.is-open {
    background: var(--open-wash);
  }
  .verdict.is-half-open {
    background: var(--half-open-wash);
  }
  .verdict .mark {
    margin-block-start: 3px;
  }
  .verdict p {
    grid-column: 2;
  }
  .verdict .big {
    font-weight: 600;
  }
  .verdict .more {
    color: var(--quiet);
    font-size: 13px;
  }
  .is-open .more,
  .is-half-open .more {
    color: var(--ink);
  }
  .levers {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-block-end: 16px;
  }
  button:disabled {
    color: var(--quiet);
    cursor: default;
    opacity: 0.6;
  }
  .refusal {
    margin-block-end: 12px;
    color: var(--open);
    font-size: 13px;
  }
`
