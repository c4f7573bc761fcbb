import { expect, it } from 'vitest'
import { readBoard } from './board.ts'

/** What Grafana fills in. */
const chosen = ['$', '{datasource}'].join('')

it('imports into any Grafana: no id, a fixed uid, a data source to choose, and the variables that its panels use', () => {
  const board = readBoard()
  expect(board).not.toHaveProperty('id')
  expect(board).toMatchObject({ uid: 'recloser', schemaVersion: 41 })
  expect(board).toMatchObject({
    __inputs: [{ type: 'datasource' }],
    __requires: [{ id: 'grafana' }, { id: 'prometheus' }, {}, {}, {}, {}],
  })
  expect(board.templating.list.map(({ name }) => name)).toEqual(['datasource', 'job', 'instance', 'breaker'])
  for (const { title, datasource, targets } of board.panels) {
    expect([title, datasource.uid]).toEqual([title, chosen])
    expect(targets.map(target => target.datasource.uid)).toEqual(targets.map(() => chosen))
  }
})
