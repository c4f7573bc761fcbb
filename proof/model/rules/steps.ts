import { admissionRules } from './admission.ts'
import { controlRules } from './control.ts'
import { lateRules } from './late.ts'
import { resultRules } from './results.ts'
import type { StepRule } from './rule.ts'
import { tellingRules } from './telling.ts'

/** Every rule that is judged after everything that is done. */
export const stepRules: readonly StepRule[] = [
  ...lateRules,
  ...resultRules,
  ...admissionRules,
  ...controlRules,
  ...tellingRules,
]
