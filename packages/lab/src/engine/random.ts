/** Chance that can be had again: the same seed, the same order. In [0, 1). */
export type Random = () => number

/** A generator of 128 bits of state (sfc32): fast, and long enough for billions of calls. */
export const seeded = (seed: number): Random => {
  let [a, b, c, count] = [seed | 0, (seed / 2 ** 32) | 0, 0x9e3779b9 | 0, 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 2 ** 32
  }
  // Seeds that are close to each other give alike numbers at first.
  for (let round = 0; round < 15; round++) next()
  return next
}

/** The time until something that happens at random happens next, by its mean. */
export const exponential = (random: Random, mean: number): number => -Math.log(1 - random()) * mean

/** A standard normal value. (Box and Muller, of whose two values one is enough.) */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
