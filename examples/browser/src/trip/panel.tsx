import { useBreaker, useRetryAfterMs } from '@recloser/react'
import type { ReactElement, ReactNode } from 'react'
import type { Feed } from '../feed.ts'
import { useOnline } from '../parts/online.ts'
import { useNow } from '../parts/use-now.ts'
import { useStore } from '../store.ts'
import { noticeOf } from './notice.ts'
import { NoticeBar } from './notice-bar.tsx'

interface PanelProps<Data> {
  readonly title: string
  /** What it shows, in the plural. */
  readonly what: string
  readonly feed: Feed<Data>
  /** What is shown until there is better, and what is said about it. */
  readonly usual: { readonly data: Data; readonly says: string }
  /** @param isLive whether the data is what the host says now */
  readonly children: (data: Data, isLive: boolean) => ReactNode
}

/** For how long a panel says that it is back, in milliseconds. */
const relievedMs = 8_000

/** A part of the page that depends on one host, and always has something to show: live, kept, or the usual. */
export function Panel<Data>({ title, what, feed, usual, children }: PanelProps<Data>): ReactElement {
  const { data, at, last, isAsking } = useStore(feed.state)
  const status = useBreaker(feed.host)
  const retryAfterMs = useRetryAfterMs(feed.host)
  const isOnline = useOnline()
  const now = useNow(1_000)

  const transition = status?.lastTransition
  const notice = noticeOf({
    what,
    state: status?.state ?? 'closed',
    retryAfterMs,
    isOnline,
    last,
    // Data that came after the clock was last read is new.
    ageMs: at === undefined ? undefined : Math.max(0, now - at),
    hasRecovered: transition?.to === 'closed' && performance.now() - transition.at < relievedMs,
    instead: usual.says,
  })
  const isLive = notice.tone === 'live' || notice.tone === 'back'
  const isWaitingForTheFirst = data === undefined && last === 'none'

  return (
    <section className={`panel ${notice.tone}`} aria-label={title} aria-busy={isAsking}>
      <header>
        <h2>{title}</h2>
        <button type="button" onClick={() => void feed.refresh()} aria-label={`Refresh ${what}`}>
          Refresh
        </button>
      </header>
      <div className={isWaitingForTheFirst ? 'content waiting' : 'content'}>
        {children(data ?? usual.data, isLive && data !== undefined)}
      </div>
      <NoticeBar notice={notice} left={partLeft(retryAfterMs, transition?.retryAfterMs)} />
    </section>
  )
}

/** The part of the wait that is still to come, 0–1. */
function partLeft(retryAfterMs: number | undefined, wholeMs: number | undefined): number {
  return retryAfterMs && wholeMs ? Math.min(1, retryAfterMs / wholeMs) : 0
}
