import { growing } from './growing.ts'

/** How the time grew when the input grew eightfold. */
export interface Growth {
  readonly name: string
  readonly factor: number
  readonly isLinear: boolean
}

const TIMES = 8
/** Linear work takes 8 times as long, quadratic work 64 times; between them there is room for a busy machine. */
const MOST = 4 * TIMES
const TRIES = 8
/** Shorter, a measurement says more about the clock than about the work. */
const LEAST_MS = 1

/** What must not be slower than linear, measured. */
export async function* growths(only = ''): AsyncGenerator<Growth> {
  for (const { name, size, act } of growing.filter(kind => kind.name.includes(only))) {
    const factor = await factorOf(act(size), act(TIMES * size))
    yield { name, factor, isLinear: factor < MOST }
  }
}

type Act = () => unknown

/** The quickest of some tries each, which take turns: what disturbs a machine only ever makes it slower. */
export const factorOf = async (small: Act, large: Act): Promise<number> => {
  const repeats = await repeatsOf(large)
  let [least, most] = [Infinity, Infinity]
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    least = Math.min(least, (await timeOf(small, TIMES * repeats)) / TIMES)
    most = Math.min(most, await timeOf(large, repeats))
    if (attempt > 0 && most / least < MOST / 2) break
  }
  return most / least
}

const repeatsOf = async (act: Act): Promise<number> => {
  let repeats = 1
  while ((await timeOf(act, repeats)) < LEAST_MS) repeats *= 2
  return repeats
}

const timeOf = async (act: Act, repeats: number): Promise<number> => {
  const start = performance.now()
  for (let count = 0; count < repeats; count += 1) await act()
  return performance.now() - start
}
