/** The few globals that core uses, so that neither DOM nor Node types leak in. */
declare var performance: { now(): number }
declare var console: { error(...data: unknown[]): void }
