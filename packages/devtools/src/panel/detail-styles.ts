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
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
    gap: 10px 14px;
    margin-block-end: 16px;
  }
  .facts dt {
    color: var(--quiet);
    font-size: 12px;
  }
  .facts dd {
    font-weight: 600;
  }
  .facts small {
    display: block;
    color: var(--quiet);
    font-size: 12px;
    font-weight: 400;
  }
  figure {
    margin-block-end: 16px;
  }
  figcaption,
  .detail h3 {
    margin-block-end: 6px;
    font-size: 13px;
    font-weight: 600;
  }
  .legend {
    display: flex;
    gap: 12px;
    color: var(--quiet);
    font-size: 12px;
  }
  .legend span::before {
    content: '';
    display: inline-block;
    width: 14px;
    height: 3px;
    margin-inline-end: 5px;
    border-radius: 2px;
    background: currentColor;
    vertical-align: middle;
  }
  .legend .rejected {
    color: var(--quiet);
  }
  .chart {
    position: relative;
    height: 150px;
  }
  .chart .uplot,
  .chart .u-wrap {
    position: relative;
    width: max-content;
  }
  .chart .u-over,
  .chart .u-under,
  .chart .u-axis {
    position: absolute;
  }
  .chart .u-under {
    overflow: hidden;
  }
  .chart canvas {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
  }
  .chart .u-legend,
  .chart .u-select,
  .chart .u-cursor-x,
  .chart .u-cursor-y,
  .chart .u-cursor-pt {
    display: none;
  }
  .story li {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: baseline;
    gap: 8px;
    padding-block: 4px;
    border-block-end: 1px solid var(--line);
    font-size: 13px;
  }
  .story .mark {
    align-self: center;
    width: 12px;
    height: 12px;
  }
  .story time {
    color: var(--quiet);
    font-size: 12px;
    white-space: nowrap;
  }
  .story p {
    color: var(--quiet);
  }
  @container recloser (max-width: 860px) {
    .detail {
      border: 0;
    }
  }
`
