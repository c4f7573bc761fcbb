/** The figures, the chart and the story of a detail. */
export const figureStyles = (): string => `
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
