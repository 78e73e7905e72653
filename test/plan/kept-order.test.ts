import { expect, it } from 'vitest'
import { keptByScripts, keptOrders } from '../../src/plan/kept-order.ts'
import { collection, folder, item, script } from '../support/collection.ts'

/** Three folders, of which A holds B; the item `from`, in B, has a script. */
function shop(source: string) {
  return collection([
    folder('A', [folder('B', [item('from', { scripts: [script('test', source)] }), item('near')]), item('above')]),
    folder('C', [item('far')]),
    item('top'),
  ])
}

function namesOf(source: string): readonly string[] {
  return [...keptOrders(shop(source), () => false).keys()].map(({ name }) => name)
}

it.each([
  ["pm.environment.set('a', 1)", []],
  ["pm.execution.setNextRequest('near')", ['B']],
  ['postman.setNextRequest( "above" )', ['A']],
  ['postman.setNextRequest(`far`)', ['Shop']],
  ["if (x) setNextRequest('near')\nelse setNextRequest('above')", ['A']],
  ['pm.execution.setNextRequest(null)', ['B']],
  ['pm.execution.setNextRequest(pm.info.requestName)', ['B']],
  ["setNextRequest('nobody has this name')", ['B']],
  ["setNextRequest(pm.environment.get('next'))", ['Shop']],
  ["setNextRequest('near' + suffix)", ['Shop']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one in the script
  ['setNextRequest(`${name}`)', ['Shop']],
])('keptOrders() of a script %j in B keeps %j', (source, expected) => {
  expect(namesOf(source)).toEqual(expected)
})

it('keptOrders() keeps a folder for its own scripts, and the collection for its', () => {
  const scripts = [script('prerequest', 'pm.execution.setNextRequest(null)')]
  const tree = collection([folder('A', [item('a')], { scripts }), folder('B', [item('b')])], { scripts })

  expect([...keptOrders(tree, () => false)].map(([{ name }, why]) => [name, why])).toEqual([
    ['Shop', 'setNextRequest'],
    ['A', 'setNextRequest'],
  ])
})

it('keptOrders() asks about the collection and every folder by its path', () => {
  const asked: unknown[] = []

  const kept = keptOrders(shop(''), ({ id, name, location }) => {
    asked.push({ id, name, location })
    return name === 'C'
  })

  expect([...kept].map(([{ name }, why]) => [name, why])).toEqual([['C', 'configuration']])
  expect(asked).toEqual([
    { id: 'shop', name: 'Shop', location: ['Shop'] },
    { id: 'A', name: 'A', location: ['Shop', 'A'] },
    { id: 'B', name: 'B', location: ['Shop', 'A', 'B'] },
    { id: 'C', name: 'C', location: ['Shop', 'C'] },
  ])
})

it.each([
  [['from', 'near'], ['B']],
  [['from', 'far'], []],
])('keptByScripts() of the requests %j that run names %j', (running, expected) => {
  const tree = shop("setNextRequest('near')")

  expect(
    keptByScripts(
      tree,
      keptOrders(tree, () => false),
      new Set(running),
    ),
  ).toEqual(expected)
})
