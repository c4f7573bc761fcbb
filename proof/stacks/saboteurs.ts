import type { Rule } from './judge.ts'
import { follow } from './scheme.ts'
import type { Case } from './space.ts'
import type { Subject } from './subject.ts'

/** A scheme that breaks one rule, and the rule that the exploration must name. */
export interface Saboteur {
  readonly does: string
  readonly rule: Rule
  /** Where it shows. */
  readonly where: Partial<Case>
  readonly subject: Subject
}

/** In each the exploration must find the rule that is broken. */
export const saboteurs: readonly Saboteur[] = [
  {
    does: 'takes a permit for every guard',
    rule: 'closes',
    where: { between: 'nothing', state: 'half-open', slots: 1 },
    subject: follow({ knows: 'nothing', claims: 'one', books: 'the worst' }),
  },
  {
    does: 'knows what is called at once, and loses it with the first await',
    rule: 'closes',
    where: { between: 'an await', state: 'half-open', slots: 1 },
    subject: follow({ knows: 'the moment', claims: 'one', books: 'the worst' }),
  },
  {
    does: 'lets every call within an attempt by, not one',
    rule: 'permits',
    where: { between: 'a crowd at once', state: 'closed' },
    subject: follow({ knows: 'the context', claims: 'any', books: 'the worst' }),
  },
  {
    does: 'believes the outermost guard alone',
    rule: 'booked',
    where: { between: 'stale-if-error', state: 'closed', answer: '503' },
    subject: follow({ knows: 'the context', claims: 'one', books: 'the outermost' }),
  },
  {
    does: 'books a message by every guard on its way',
    rule: 'booked',
    where: { between: 'an await', state: 'closed', answer: '200' },
    subject: follow({ knows: 'the context', claims: 'one', books: 'everybody' }),
  },
  {
    does: 'keeps the permit of a call that was aborted',
    rule: 'in flight',
    where: { between: 'nothing', state: 'closed', answer: 'hang' },
    subject: follow({ knows: 'the context', claims: 'one', books: 'the worst', forgets: 'aborts' }),
  },
]
