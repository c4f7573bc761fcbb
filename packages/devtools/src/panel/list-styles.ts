/** The list and its head. */
export const listStyles = (): string => `
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-height: 0;
  }
  .body.split {
    grid-template-columns: minmax(0, 1fr) minmax(320px, 34%);
  }
  .list {
    position: relative;
    overflow: auto;
    overscroll-behavior: contain;
    background: var(--card);
  }
  table {
    position: relative;
    width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    table-layout: fixed;
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 2;
    height: 30px;
    padding: 0 8px;
    border-block-end: 1px solid var(--line);
    background: var(--well);
    color: var(--quiet);
    font-size: 12px;
    font-weight: 500;
    text-align: start;
    white-space: nowrap;
  }
`
