import { describe, expect, it } from 'vitest'
import { added, covered, expectedLines } from './expected.ts'
import { createScene, failing, playOutage, type Scene } from './outage.ts'
import { otelRoad, promRoad, type Road } from './roads.ts'
import { linesOf } from './scrape.ts'

const roads: Record<string, (scene: Scene, options?: { maxSeries?: number }) => Road> = {
  'the exporter of OpenTelemetry': otelRoad,
  'prom-client': promRoad,
}

const open = (text: string) =>
  [...linesOf(text, added)].filter(
    ([key, value]) => key.includes('state=open') && key.includes('_status') && value > 0,
  )

describe.each(Object.entries(roads))('a scrape by %s', (_name, roadOf) => {
  it('says of an outage what the statuses say, line by line', async () => {
    const scene = createScene()
    const road = roadOf(scene)
    await road.scrape()
    playOutage(scene)
    expect(covered(linesOf(await road.scrape(), added))).toEqual(covered(expectedLines(scene.manager)))
    await road.stop()
  })

  it('tells transitions and open periods', async () => {
    const scene = createScene()
    const road = roadOf(scene)
    playOutage(scene)
    const lines = linesOf(await road.scrape(), added)
    const of = (from: string, to: string, reason: string) =>
      lines.get(
        `recloser_transitions_total recloser_breaker_name=${failing} recloser_reason=${reason} recloser_state_from=${from} recloser_state_to=${to}`,
      )
    expect(of('closed', 'open', 'failure-threshold')).toBe(2)
    expect(of('open', 'half-open', 'due')).toBe(1)
    expect(of('half-open', 'closed', 'probes-succeeded')).toBe(1)
    const [sum] = [...lines].filter(([key]) => /^recloser_open_duration(_seconds)?_sum/.test(key))
    expect(sum?.[1]).toBe(20)
    await road.stop()
  })

  it('adds the parts of the name as attributes', async () => {
    const scene = createScene()
    const road = roadOf(scene)
    scene.succeed('GET [::1]:8080/users/:id')
    const [key] = [...linesOf(await road.scrape(), ['otel_scope_name']).keys()].filter(line =>
      line.includes('success'),
    )
    expect(key).toBe(
      'recloser_calls_total http_request_method=GET recloser_breaker_name=GET [::1]:8080/users/:id recloser_outcome=success server_address=[::1] server_port=8080 url_template=/users/:id',
    )
    await road.stop()
  })

  it('shows all three that are open of a thousand, and counts those that fold', async () => {
    const scene = createScene()
    const road = roadOf(scene, { maxSeries: 100 })
    for (let index = 0; index < 1_000; index += 1) scene.succeed(`host-${index}.example.com`)
    await road.scrape()
    for (const index of [7, 500, 999]) scene.fail(`host-${index}.example.com`)
    const text = await road.scrape()
    expect(
      open(text)
        .map(([key]) => String(/host-\d+/.exec(key)))
        .toSorted(),
    ).toEqual(['host-500', 'host-7', 'host-999'])
    const lines = linesOf(text, added)
    expect(lines.get('recloser_breaker_count recloser_breaker_state=open')).toBe(3)
    expect(lines.get('recloser_breaker_folded')).toBe(900)
    expect(lines.get('recloser_calls_total recloser_breaker_name=_other recloser_outcome=success')).toBe(900)
    expect(lines.get('recloser_calls_total recloser_breaker_name=_other recloser_outcome=failure')).toBe(6)
    expect(text).not.toContain('overflow')
    await road.stop()
  })

  it('counts the open ones that it does not name', async () => {
    const scene = createScene()
    const road = roadOf(scene)
    for (let index = 0; index < 1_500; index += 1) scene.fail(`host-${index}.example.com`)
    const text = await road.scrape()
    const shown = open(text)
    expect(shown.reduce((sum, [, value]) => sum + value, 0)).toBe(1_500)
    expect(shown.length).toBeGreaterThan(300)
    expect(shown.length).toBeLessThan(650)
    expect(text).not.toContain('overflow')
    await road.stop()
  })

  it('never counts backwards when breakers are reset or removed', async () => {
    const scene = createScene()
    const road = roadOf(scene, { maxSeries: 1 })
    scene.succeed('first', 3)
    scene.succeed('second', 5)
    scene.succeed('third', 7)
    const others = async () =>
      linesOf(await road.scrape(), added).get(
        'recloser_calls_total recloser_breaker_name=_other recloser_outcome=success',
      )
    expect(await others()).toBe(12)
    scene.manager.remove('second')
    scene.manager.get('third')?.reset()
    expect(await others()).toBe(12)
    scene.succeed('second', 9)
    scene.succeed('third', 1)
    expect(await others()).toBe(22)
    await road.stop()
  })

  it('books a rejection on the reason of its time, however late it is read', async () => {
    const scene = createScene()
    const road = roadOf(scene)
    scene.fail('api')
    scene.refuse('api', 4)
    scene.manager.get('api')?.forceClose()
    scene.manager.get('api')?.forceOpen()
    scene.refuse('api', 2)
    const lines = linesOf(await road.scrape(), added)
    const of = (reason: string) =>
      lines.get(`recloser_rejections_total recloser_breaker_name=api recloser_reason=${reason}`)
    expect([of('failure-threshold'), of('forced')]).toEqual([4, 2])
    await road.stop()
  })

  it('says that a breaker that was removed is open no more', async () => {
    const scene = createScene()
    const road = roadOf(scene)
    scene.fail('api')
    await road.scrape()
    scene.manager.remove('api')
    expect(open(await road.scrape())).toEqual([])
    await road.stop()
  })

  it('measures how long a circuit was open, from its opening on, even before anybody watched', async () => {
    const scene = createScene()
    scene.manager.create('early').pause(10_000)
    scene.clock.advance(4_000)
    const road = roadOf(scene)
    scene.manager.get('early')?.forceOpen()
    scene.clock.advance(3_000)
    scene.manager.get('early')?.forceClose()
    const lines = linesOf(await road.scrape(), added)
    const [sum] = [...lines].filter(([key]) => /^recloser_open_duration(_seconds)?_sum/.test(key))
    expect(sum?.[1]).toBe(7)
    await road.stop()
  })

  it('folds transitions too, and loses none', async () => {
    const scene = createScene()
    const road = roadOf(scene, { maxSeries: 1 })
    scene.fail('api')
    const breaker = scene.manager.get('api')
    for (const act of ['forceClose', 'forceOpen', 'reset', 'forceOpen', 'forceClose'] as const)
      breaker?.[act]()
    scene.fail('api')
    breaker?.probeNow()
    scene.fail('api', 1)
    breaker?.probeNow()
    scene.succeed('api')
    const lines = [...linesOf(await road.scrape(), added)].filter(([key]) => key.includes('transitions'))
    expect(lines.filter(([key]) => key.includes('=api'))).toHaveLength(5)
    expect(lines.filter(([key]) => key.includes('=_other')).length).toBeGreaterThan(0)
    expect(lines.reduce((sum, [, value]) => sum + value, 0)).toBe(11)
    await road.stop()
  })

  it('leaves nothing behind when it is undone', async () => {
    const scene = createScene()
    const { manager } = scene
    let listeners = 0
    const on = manager.on.bind(manager)
    manager.on = (type, listener) => {
      listeners += 1
      const undo = on(type, listener)
      return () => {
        listeners -= 1
        undo()
      }
    }
    const road = roadOf(scene)
    scene.fail('api')
    expect(listeners).toBeGreaterThan(0)
    await road.stop()
    expect(listeners).toBe(0)
    scene.succeed('api')
    scene.manager.get('api')?.forceClose()
    const text = await road.scrape()
    expect([...linesOf(text)].filter(([key]) => key.includes('closed'))).toEqual([])
  })
})

it('forgets the name of a breaker a quarter of an hour after it closed', async () => {
  const scene = createScene()
  const road = promRoad(scene)
  scene.fail('api')
  scene.manager.get('api')?.forceClose()
  const named = async () =>
    (await road.scrape()).includes('recloser_breaker_status{recloser_breaker_name="api"')
  expect(await named()).toBe(true)
  scene.clock.advance(899_999)
  expect(await named()).toBe(true)
  scene.clock.advance(1)
  expect(await named()).toBe(false)
  await road.stop()
})

it('gives the place of a closed breaker to an open one', async () => {
  const scene = createScene()
  const road = promRoad(scene)
  for (let index = 0; index < 300; index += 1) {
    scene.fail(`old-${index}`)
    scene.manager.get(`old-${index}`)?.forceClose()
  }
  await road.scrape()
  scene.fail('new')
  expect(open(await road.scrape()).map(([key]) => key)).toEqual([
    'recloser_breaker_status recloser_breaker_name=new recloser_breaker_state=open',
  ])
  await road.stop()
})

it('takes the name first from what has been closed the longest', async () => {
  const scene = createScene()
  const road = promRoad(scene)
  const flash = (name: string) => {
    scene.fail(name)
    scene.manager.get(name)?.forceClose()
  }
  for (let index = 0; index < 300; index += 1) flash(`old-${index}`)
  flash('old-0')
  scene.fail('new')
  const text = await road.scrape()
  expect(text).toContain('recloser_breaker_status{recloser_breaker_name="old-0"')
  expect(text).not.toContain('recloser_breaker_status{recloser_breaker_name="old-1"')
  await road.stop()
})

it('leaves an open breaker its name when more open than there is room for', async () => {
  const scene = createScene()
  const road = promRoad(scene)
  for (let index = 0; index <= 300; index += 1) scene.succeed(`host-${index}`)
  for (let index = 1; index <= 300; index += 1) scene.fail(`host-${index}`)
  await road.scrape()
  scene.fail('host-0')
  const named = new Set(
    [...(await road.scrape()).matchAll(/_status\{recloser_breaker_name="(host-\d+)"/g)].map(
      ([, name]) => name,
    ),
  )
  expect([named.size, named.has('host-0')]).toEqual([300, false])
  await road.stop()
})
