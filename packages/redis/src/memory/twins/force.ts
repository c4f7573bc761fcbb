import { type Twin, whole } from './twin.ts'

/** `force.lua` */
export const force: Twin = (data, [id = '', toldText, state, msText, actor = ''], at) => {
  const told = whole(toldText, 'told')
  const ms = whole(msText, 'ms')
  const live = data.countLive(at.now)
  const forced = {
    open: () => data.open(id, told, ms, 0, actor, at),
    closed: () => data.hold(id, told, ms, actor, at),
  }
  const entry =
    state === 'open' || state === 'closed' ? forced[state]() : data.close(id, told, 0, live, actor, at)
  return data.view(id, entry, live, at.now)
}
