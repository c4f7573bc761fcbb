import { parse } from 'csv-parse/sync'
import { type Field, type Mapping, mapFields } from './fields.ts'
import type { Sink } from './logged-call.ts'
import { type RecordFormat, recordReader } from './ndjson.ts'

/** The characters that part the columns of such a file. */
const DELIMITERS = [',', ';', '\t'] as const

/**
 * The columns of one line. A line is a record: were a quote to reach over lines, a damaged one could swallow the file.
 *
 * @throws Error when quotes do not match
 */
const columnsOf = (line: string, delimiter: string): string[] => {
  // Ten times as fast, and most lines have none.
  if (!line.includes('"')) return line.split(delimiter)
  const [columns = []] = parse(line, { delimiter, relax_column_count: true })
  return columns
}

/** Reads lines of CSV whose first line names the columns. */
export const csvLine = (
  sink: Sink,
  {
    header,
    delimiter,
    ...format
  }: RecordFormat & { readonly header: readonly string[]; readonly delimiter: string },
): ((line: string) => void) => {
  const read = recordReader(sink, format)
  const indexOf = new Map(header.map((name, index) => [name, index]))
  let isHeader = true
  return line => {
    if (isHeader) {
      isHeader = false
      return
    }
    if (line.trim() === '') return
    let columns: string[]
    try {
      columns = columnsOf(line, delimiter)
    } catch {
      sink.damaged('quotes that do not match')
      return
    }
    if (columns.length !== header.length) sink.damaged('another number of columns than the first line')
    else read(name => columns[indexOf.get(name ?? '') ?? -1])
  }
}

/** Whether the first line of a file names the columns that a call needs. */
export const isUsable = ({ time, status }: Mapping): boolean => time !== undefined && status !== undefined

/** What the first line of a file names, and what parts its columns. */
export const csvHeader = (
  line: string,
  chosen: Partial<Record<Field, string>>,
): { header: string[]; delimiter: string; mapping: Mapping } => {
  const delimiter = DELIMITERS.toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ','
  const header = safeColumns(line, delimiter).map(name => name.trim())
  return { header, delimiter, mapping: mapFields(name => header.includes(name), chosen) }
}

const safeColumns = (line: string, delimiter: string): string[] => {
  try {
    return columnsOf(line.replace(/\r$/, ''), delimiter)
  } catch {
    return []
  }
}
