import { type Flaky, flaky } from '@recloser/testing'
import { createStore, type Store } from '../store.ts'
import { departures, forecast, rates, stays } from './answers.ts'
import { type Fault, planOf } from './faults.ts'

/** A host that this page plays itself, in MSW's service worker, with a switch to break it. */
export interface Backend {
  readonly host: string
  readonly fault: Store<Fault>
  readonly flaky: Flaky
}

const createBackend = (host: string, answer: (request: number) => unknown): Backend => {
  const backend: Backend = {
    host,
    fault: createStore<Fault>('healthy'),
    flaky: flaky(`https://${host}/*`, planOf('healthy', answer)),
  }
  backend.fault.subscribe(() => {
    backend.flaky.plan = planOf(backend.fault.get(), answer)
    // What hangs since before would hang for ever.
    backend.flaky.release()
  })
  return backend
}

export const backends: readonly Backend[] = [
  createBackend('flights.example.com', departures),
  createBackend('stays.example.com', stays),
  createBackend('weather.example.com', forecast),
  createBackend('rates.example.com', rates),
]
