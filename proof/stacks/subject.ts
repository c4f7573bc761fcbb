import { createHttpBreakers, type HttpBreakers, type HttpBreakersConfig } from '@recloser/core/http'

/** What is explored: the shipped breakers, or a saboteur's. */
export type Subject = (config: HttpBreakersConfig) => HttpBreakers

/** The breakers that are shipped. */
export const shipped: Subject = createHttpBreakers
