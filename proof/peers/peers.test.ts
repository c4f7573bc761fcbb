import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { scenarios } from './scenarios.ts'
import { recloser } from './subjects/recloser.ts'
import { inWorld } from './world.ts'

const play = (mistake: string) => {
  const scenario = scenarios.find(one => one.mistake.includes(mistake))
  if (scenario === undefined) throw new Error(`no scenario of ${mistake}`)
  return inWorld(async world => scenario.play(recloser, world))
}

describe('the mistakes of others', () => {
  it.each(scenarios)(
    '$mistake: a test of ours is named for it, and it is not made',
    async ({ shownBy, mistake }) => {
      expect(readFileSync(shownBy.file, 'utf8')).toContain(`('${shownBy.test}'`)
      expect(await play(mistake)).toMatchObject({ isMade: false })
    },
  )

  it('one call that is aborted leaves the signals of the others alone', async () => {
    expect(await play('one AbortController')).toEqual({
      isMade: false,
      seen: 'a call that began later goes on',
    })
  })

  it('a failure costs the same after two hundred calls and after twenty thousand', async () => {
    expect(await play('sorts every latency')).toMatchObject({ isMade: false })
  })
})
