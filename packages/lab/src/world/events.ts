/** The kinds of events. The subject is a row of the attempts; from `SERVED` on, the number of the server is added. */
export const ANSWERED = 0
export const TIMED_OUT = 1
export const RETRIED = 2
/** The subject is the index of the fault. */
export const CONNECTION_DIED = 3
export const SERVED = 4
