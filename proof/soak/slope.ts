/** A line through points, and how sure it is. */
export interface Slope {
  readonly perStep: number
  /** The standard error of the slope. */
  readonly error: number
}

/** The line that fits best, by least squares. Of fewer than three points nothing can be said. */
export const slopeOf = (points: readonly (readonly [x: number, y: number])[]): Slope => {
  const count = points.length
  if (count < 3) return { perStep: Number.NaN, error: Number.NaN }
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / count
  const [meanX, meanY] = [mean(0), mean(1)]
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  const perStep = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread
  const residue = points.reduce((sum, [x, y]) => sum + (y - meanY - perStep * (x - meanX)) ** 2, 0)
  return { perStep, error: Math.sqrt(residue / (count - 2) / spread) }
}
