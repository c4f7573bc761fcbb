import type { ReactElement } from 'react'

interface SegmentedProps<Value extends string> {
  /** What it chooses, for those who cannot see where it stands. */
  readonly legend: string
  readonly options: readonly { readonly value: Value; readonly label: string; readonly hint?: string }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
}

/** One of a few: radio buttons in a row, with all that the browser gives them. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>): ReactElement {
  const { legend, options, value, onChange } = props
  return (
    <fieldset className="segmented">
      <legend className="unseen">{legend}</legend>
      {options.map(option => (
        <label key={option.value} title={option.hint}>
          <input
            type="radio"
            name={legend}
            className="unseen"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
