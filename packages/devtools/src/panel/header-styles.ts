/** The frame of the panel and the line on top. */
export const headerStyles = (): string => `
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
`
