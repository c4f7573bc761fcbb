/** What stands in a row. */
export const rowStyles = (): string => `
  tbody tr:not(.spacer) {
    height: var(--row);
    cursor: pointer;
  }
  tbody td,
  tbody th {
    height: var(--row);
    padding: 0 8px;
    border-block-end: 1px solid var(--line);
    overflow: hidden;
    font-weight: 400;
    text-align: start;
    white-space: nowrap;
  }
  .spacer td {
    height: auto;
    padding: 0;
    border: 0;
  }
  tr.is-open > * {
    background: var(--open-wash);
  }
  tr.is-half-open > * {
    background: var(--half-open-wash);
  }
  tbody tr:hover > :first-child,
  tr[aria-current='true'] > :first-child {
    box-shadow: inset 3px 0 0 var(--closed);
  }
  tr[aria-current='true'] > * {
    border-block-end-color: var(--closed);
  }
  .state-cell {
    width: 118px;
    padding-inline-start: 16px;
  }
  .state {
    display: flex;
    align-items: center;
    gap: 7px;
    font-weight: 600;
  }
  .name-cell {
    width: 27%;
  }
  .name {
    max-width: 100%;
    padding: 3px 4px;
    border: 0;
    background: none;
    overflow: hidden;
    font: 600 13px / 1.45 var(--mono);
    text-overflow: ellipsis;
  }
  .route .name {
    margin-inline-start: 14px;
    font-weight: 400;
  }
  .rate-cell {
    width: 166px;
  }
  .spared-cell {
    width: 84px;
    text-align: end;
  }
  .next-cell {
    width: 92px;
    padding-inline-end: 16px;
    text-align: end;
  }
  td.next-cell {
    font-weight: 600;
  }
  .rate {
    display: block;
    color: var(--quiet);
    font-size: 12px;
  }
  .rate b {
    color: var(--ink);
    font-size: 13px;
  }
  .meter {
    display: block;
    position: relative;
    height: 4px;
    margin-block-start: 3px;
    border-radius: 2px;
    background: var(--line);
  }
  .meter i {
    position: absolute;
    inset: 0 auto 0 0;
    border-radius: 2px;
    background: var(--closed);
  }
  .meter.over i {
    background: var(--open);
  }
  .meter u {
    position: absolute;
    inset-block: -2px;
    width: 2px;
    background: var(--ink);
  }
  canvas.ribbons {
    position: absolute;
    left: 0;
    z-index: 1;
    pointer-events: none;
  }
  .empty {
    padding: 40px 16px;
    color: var(--quiet);
    text-align: center;
  }
`
