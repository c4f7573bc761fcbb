import { HOUR_MS, PAGE, SWEPT } from '../../protocol/limits.ts'
import { leftOf } from '../entry.ts'
import { type Twin, whole } from './twin.ts'

/** `beat.lua` */
export const beat: Twin = (data, [instance = '', sinceText, toldText, stays], { now }) => {
  const since = whole(sinceText, 'since')
  const told = whole(toldText, 'told')
  if (stays === '0') data.live.delete(instance)
  else data.live.set(instance, now)
  const live = data.countLive(now)
  const { last } = data
  if (told > last && told >= now * 1_000) {
    data.last = told
    data.keep(HOUR_MS, now)
  }
  const byGeneration = [...data.entries].sort(([, one], [, other]) => one.g - other.g)
  for (const [id, { g }] of byGeneration
    .filter(([, entry]) => entry.g <= (now - HOUR_MS) * 1_000)
    .slice(0, SWEPT)) {
    const { state, ends, length } = data.read(id, now)
    if (g > 0 && (state === 'c' || leftOf(ends, length, now) === 0)) data.entries.delete(id)
  }
  const page = byGeneration.filter(([id, { g }]) => g > since && data.entries.has(id)).slice(0, PAGE)
  const sent = new Set(page.map(([id]) => id))
  const watched = [...data.attentions]
    .sort(([, one], [, other]) => one - other)
    .map(([id]) => id)
    .filter(id => !sent.has(id) && data.attentionLeft(id, now) > 0)
  const end = page.length === PAGE ? page.at(-1)?.[1].g : 0
  const views = [...sent, ...watched].map(id => [id, ...data.view(id, data.read(id, now), live, now)])
  return [String(live), String(last), String(end), ...views]
}
