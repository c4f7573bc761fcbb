import { useEffect, useState } from 'react'

/**
 * The time, read again every so often while the component is shown.
 *
 * @param read @default milliseconds since 1970
 */
export function useNow(everyMs: number, read: () => number = Date.now): number {
  const [now, setNow] = useState(read)
  useEffect(() => {
    const timer = setInterval(() => setNow(read), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, read])
  return now
}
