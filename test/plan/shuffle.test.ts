import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Collection, Folder, Item } from '../../src/model/collection.ts'
import type { Container } from '../../src/plan/kept-order.ts'
import { plan } from '../../src/plan/plan.ts'
import { shuffle } from '../../src/plan/shuffle.ts'
import { collection, folder, item } from '../support/collection.ts'

type Node = Folder | Item

const { nodes } = fc.letrec<{ node: unknown; nodes: unknown[] }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, fc.constant('item'), tie('nodes')),
  nodes: fc.array(tie('node'), { minLength: 1, maxLength: 5 }),
}))

/** Trees of folders and items whose ids are numbered through. */
const trees: fc.Arbitrary<Collection> = nodes.map((children) => {
  let number = 0
  const grow = (node: unknown): Node => {
    const id = `n${number++}`
    return Array.isArray(node) ? folder(id, node.map(grow)) : item(id)
  }
  return collection(children.map(grow))
})

const seeds = fc.nat(1_000_000)

interface Shuffled {
  readonly kept?: readonly Container[]
  readonly selection?: readonly string[]
}

function idsOf(tree: Collection, seed: number, { kept = [], selection = [] }: Shuffled = {}): readonly string[] {
  return shuffle(plan(tree, selection), { collection: tree, seed, kept: new Set(kept) }).items.map(({ id }) => id)
}

function itemsIn(node: Node | Collection): readonly string[] {
  return 'children' in node ? node.children.flatMap(itemsIn) : [node.id]
}

function foldersIn(node: Collection | Node): readonly Folder[] {
  if (!('children' in node)) return []
  return node.children.flatMap((child) => (child.kind === 'folder' ? [child, ...foldersIn(child)] : []))
}

it('shuffle() loses no item, has none twice, and does the same for the same seed', () => {
  fc.assert(
    fc.property(trees, seeds, (tree, seed) => {
      expect(idsOf(tree, seed).toSorted()).toEqual([...itemsIn(tree)].toSorted())
      expect(idsOf(tree, seed)).toEqual(idsOf(tree, seed))
    }),
  )
})

it('shuffle() keeps what is in a folder together', () => {
  fc.assert(
    fc.property(trees, seeds, (tree, seed) => {
      const order = idsOf(tree, seed)

      const blocks = foldersIn(tree).map((each) => itemsIn(each).map((id) => order.indexOf(id)))
      expect(blocks.map((places) => Math.max(...places) - Math.min(...places) + 1)).toEqual(
        blocks.map(({ length }) => length),
      )
    }),
  )
})

it('shuffle() leaves the order within what is kept, at any depth', () => {
  fc.assert(
    fc.property(trees, seeds, (tree, seed) => {
      const [first = tree] = foldersIn(tree)
      const inside = new Set(itemsIn(first))

      expect(idsOf(tree, seed, { kept: [first] }).filter((id) => inside.has(id))).toEqual([...inside])
      expect(idsOf(tree, seed, { kept: [tree] })).toEqual(itemsIn(tree))
    }),
  )
})

it('shuffle() puts what is selected into the order that it has among all', () => {
  fc.assert(
    fc.property(trees, seeds, fc.integer({ min: 2, max: 4 }), (tree, seed, step) => {
      const selected = itemsIn(tree).filter((_, i) => i % step === 0)
      fc.pre(selected.length > 0)

      expect(idsOf(tree, seed, { selection: selected })).toEqual(
        idsOf(tree, seed).filter((id) => selected.includes(id)),
      )
    }),
  )
})

it('shuffle() gives every order about as often as any other', () => {
  const tree = collection([item('a'), item('b'), item('c')])
  const times = new Map<string, number>()

  for (let seed = 0; seed < 6000; seed += 1) {
    const order = idsOf(tree, seed).join('')
    times.set(order, (times.get(order) ?? 0) + 1)
  }

  expect([...times.keys()].toSorted()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba'])
  expect([...times.values()].filter((count) => count < 850 || count > 1150)).toEqual([])
})

it('shuffle() finds items where they are now, and of several with one name the one that was meant before', () => {
  const tree = collection([item('a', { name: 'twin' }), item('b'), item('c', { name: 'twin' }), item('d')])

  const { items, byId, byName } = shuffle(plan(tree, []), { collection: tree, seed: 5, kept: new Set() })

  expect(items.map(({ id }) => id)).not.toEqual(['a', 'b', 'c', 'd'])
  expect([...byId].every(([id, position]) => items[position]?.id === id)).toBe(true)
  expect([...byName].map(([name, position]) => [name, items[position]?.id])).toEqual([
    ['twin', 'c'],
    ['b', 'b'],
    ['d', 'd'],
  ])
})
