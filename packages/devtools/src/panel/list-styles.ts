export const listStyles = (): string => `
  .panel {
    display: grid;
    grid-template-rows: auto 1fr;
    height: 100%;
    overflow: hidden;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    padding: 10px 16px;
    border-block-end: 1px solid var(--line);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 14px;
    font-weight: 650;
  }
  .brand svg {
    width: 34px;
    fill: none;
    stroke: var(--closed);
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .brand circle {
    fill: var(--paper);
  }
  .summary {
    margin-inline-end: auto;
    color: var(--quiet);
    font-size: 13px;
  }
  .summary b {
    color: var(--open);
  }
  .lost {
    padding: 1px 8px;
    border-radius: 4px;
    background: var(--open-wash);
    color: var(--open);
    font-size: 13px;
    font-weight: 600;
  }
  .filters {
    display: flex;
    padding: 2px;
    border: 1px solid var(--line);
    border-radius: 7px;
    background: var(--well);
  }
  .filters label {
    padding: 2px 8px;
    border-radius: 5px;
    color: var(--quiet);
    font-size: 12px;
    white-space: nowrap;
    cursor: pointer;
  }
  .filters label:has(:checked) {
    background: var(--card);
    box-shadow: 0 0 0 1px var(--line);
    color: var(--ink);
    font-weight: 600;
  }
  input[type='search'] {
    width: 13rem;
    padding: 4px 10px;
  }
  input::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
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
    text-overflow: ellipsis;
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
    line-height: 1.3;
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
  @container recloser (max-width: 860px) {
    .body.split {
      grid-template-columns: minmax(0, 1fr);
    }
    .body.split .list {
      display: none;
    }
    .spared-cell {
      display: none;
    }
  }
  @container recloser (max-width: 600px) {
    .panel {
      --row: 82px;
    }
    header {
      padding: 10px 12px;
    }
    input[type='search'] {
      flex: 1;
    }
    .filters {
      width: 100%;
      overflow-x: auto;
    }
    .filters label {
      flex: 1;
      text-align: center;
    }
    .ribbon-cell,
    .rate-cell {
      display: none;
    }
    .state-cell {
      width: 104px;
      padding-inline-start: 12px;
    }
    .name-cell {
      width: auto;
    }
    .next-cell {
      width: 74px;
      padding-inline-end: 12px;
    }
    tbody td,
    tbody th {
      padding-block: 8px 42px;
      vertical-align: top;
    }
    .name {
      padding-block: 0;
    }
  }
  @media (forced-colors: active) {
    tr[aria-current='true'] > * {
      border-block-end: 2px solid Highlight;
    }
    .meter {
      outline: 1px solid CanvasText;
      background: Canvas;
    }
    .filters label:has(:checked) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .meter i {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`
