import type { Script } from '../../script.ts'
import { beat } from './beat.ts'
import { force } from './force.ts'
import { lease } from './lease.ts'
import { probe } from './probe.ts'
import { report } from './report.ts'
import type { Twin } from './twin.ts'

/** What the memory store runs in place of each Lua script. It has no users, so nobody lacks a right. */
export const twins: Record<Script['name'], Twin> = { beat, report, lease, probe, force, rights: () => [] }
