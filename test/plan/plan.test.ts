import { describe, expect, it } from 'vitest'
import { RunnerError } from '../../src/errors.ts'
import { plan } from '../../src/plan/plan.ts'
import type { SelectOptions } from '../../src/plan/select.ts'
import { collection, folder, item, request, script } from '../support/collection.ts'

const names = (selection: readonly string[], options: SelectOptions = {}): readonly string[] =>
  plan(
    collection([
      folder('A', [item('a1'), folder('B', [item('b1'), item('same')])]),
      item('z'),
      folder('C', [item('same', { id: 'c-same' })]),
    ]),
    selection,
    options,
  ).items.map(({ id }) => id)

describe('plan()', () => {
  it('puts all items in the order of the collection', () => {
    expect(names([])).toEqual(['a1', 'b1', 'same', 'z', 'c-same'])
  })

  it.each([
    ['a folder by name', ['B'], ['b1', 'same']],
    ['a request by name', ['z'], ['z']],
    ['a request by id', ['c-same'], ['c-same']],
    ['a path', ['C/same'], ['c-same']],
    ['several, in the order of the collection', ['z', 'B'], ['b1', 'same', 'z']],
    ['a folder and what lies in it, once', ['B', 'A', 'b1'], ['a1', 'b1', 'same']],
    ['the nearest of several equal names', ['same'], ['same']],
  ])('selects %s', (_, selection, expected) => {
    expect(names(selection)).toEqual(expected)
  })

  it.each([
    ['what lies deeper in a selected folder, again', ['A', 'b1'], ['a1', 'b1', 'same', 'b1']],
    ['what lies right in a selected folder, once', ['A', 'a1', 'B'], ['a1', 'b1', 'same']],
  ])('selects %s, as newman does', (_, selection, expected) => {
    expect(names(selection, { repeats: true })).toEqual(expected)
  })

  it('looks several names up from the top down as newman does, a single one level by level', () => {
    const twins = collection([folder('A', [item('same', { id: 'deep' })]), item('same', { id: 'top' }), item('z')])
    const selected = (selection: readonly string[]): unknown =>
      plan(twins, selection, { repeats: true }).items.map(({ id }) => id)

    expect([selected(['same', 'z']), selected(['same'])]).toEqual([['deep', 'z'], ['top']])
  })

  it('tells in the outline how often an item runs', () => {
    const nested = collection([folder('A', [folder('B', [item('b')])])])

    expect(plan(nested, ['A', 'b'], { repeats: true }).outline.at(-1)).toEqual({
      id: 'b',
      name: 'b',
      kind: 'item',
      parent: 'B',
      times: 2,
    })
  })

  it('refuses a name that nothing has', () => {
    const refused = (): unknown => names(['Nope'])

    expect(refused).toThrow(
      new RunnerError('FOLDER_UNKNOWN', 'Cannot select "Nope": no folder or request has this name or id', {
        hint: 'Folders of "Shop": "A", "C"',
      }),
    )
  })

  it('hands scripts down from collection to item, outermost first, in both phases', () => {
    const scripts = (owner: string): ReturnType<typeof script>[] => [
      script('prerequest', `${owner} before`),
      script('test', `${owner} after`),
    ]
    const made = plan(
      collection([folder('F', [item('i', { scripts: scripts('item') })], { scripts: scripts('folder') })], {
        scripts: scripts('collection'),
      }),
      [],
    )

    const [planned] = made.items
    expect(planned?.prerequest.map(({ script: { source } }) => source)).toEqual([
      'collection before',
      'folder before',
      'item before',
    ])
    expect(planned?.test.map(({ ref }) => ref)).toEqual([
      { id: 'script collection after', eventId: 'event collection after', level: 'collection', owner: 'Shop' },
      { id: 'script folder after', eventId: 'event folder after', level: 'folder', owner: 'F' },
      { id: 'script item after', eventId: 'event item after', level: 'item', owner: 'i' },
    ])
  })

  it('hands down the nearest auth, and noauth ends inheritance', () => {
    const basic = { type: 'basic', parameters: {} }
    const bearer = { type: 'bearer', parameters: {} }
    const noauth = { type: 'noauth', parameters: {} }
    const made = plan(
      collection(
        [
          item('from collection'),
          folder('F', [item('from folder'), item('own', { request: request({ auth: noauth }) })], { auth: bearer }),
        ],
        { auth: basic },
      ),
      [],
    )

    expect(made.items.map(({ request: { auth } }) => auth)).toEqual([
      { ...basic, sharedBy: 'shop' },
      { ...bearer, sharedBy: 'F' },
      noauth,
    ])
  })

  it('merges protocol behavior key by key, the item winning', () => {
    const made = plan(
      collection(
        [
          folder('F', [item('i', { behavior: { maxRedirects: 1 } })], {
            behavior: { maxRedirects: 2, strictSSL: false },
          }),
        ],
        {
          behavior: { followRedirects: false },
        },
      ),
      [],
    )

    expect(made.items[0]?.behavior).toEqual({ followRedirects: false, strictSSL: false, maxRedirects: 1 })
  })

  it('lists the outline with parents, descriptions and lines', () => {
    const made = plan(collection([folder('F', [item('i', { line: 9 })], { description: 'About F', line: 4 })]), ['i'])

    expect(made.outline).toEqual([
      { id: 'F', name: 'F', kind: 'folder', description: 'About F', line: 4 },
      { id: 'i', name: 'i', kind: 'item', parent: 'F', line: 9 },
    ])
  })

  it('marks what is left out in the outline', () => {
    const made = plan(collection([item('a'), item('b')]), ['b'])

    expect(made.outline).toEqual([
      { id: 'a', name: 'a', kind: 'item', isLeftOut: true },
      { id: 'b', name: 'b', kind: 'item' },
    ])
  })
})
