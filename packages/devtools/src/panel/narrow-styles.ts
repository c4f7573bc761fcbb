/** What changes where there is little room, or where the user has colours of their own. Comes last. */
export const narrowStyles = (): string => `
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
