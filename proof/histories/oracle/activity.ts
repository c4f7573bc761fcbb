/** When calls were under way, whatever they were and whatever became of them. */
export class Activity {
  readonly #stretches: { readonly from: number; to: number; readonly call: object }[] = []

  begin(call: object, from: number): void {
    this.#stretches.push({ call, from, to: Infinity })
  }

  end(call: object, to: number): void {
    const stretch = this.#stretches.find(one => one.call === call)
    if (stretch !== undefined) stretch.to = to
  }

  /** Whether between these moments, at the first of which a call ended, there was none under way for longer than that. */
  wasSilent(since: number, now: number, longerThanMs: number): boolean {
    // They are kept in the order in which they began.
    let quietSince = since
    for (const { from, to } of this.#stretches.filter(one => one.to >= since && one.from <= now)) {
      if (from - quietSince > longerThanMs) return true
      quietSince = Math.max(quietSince, to)
    }
    return now - quietSince > longerThanMs
  }
}
