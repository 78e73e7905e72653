import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/model/event.ts'
import { createOrigins, type UsedVariable } from '../../../src/report/html/origins.ts'
import { cursor, event, scriptRef } from '../../support/events.ts'

function found(name: string, ...events: readonly RunEvent[]): UsedVariable | undefined {
  const origins = createOrigins((at) => `#${at.itemId}`)
  for (const each of events) origins.follow(each)
  return origins.find([name])[0]
}

const START = event.runStart({
  scopes: {
    environment: {
      name: 'Staging',
      values: [
        { key: 'host', value: 'a.test' },
        { key: 'given', value: 1, origin: 'cli' },
        { key: 'off', value: 'x', disabled: true },
      ],
    },
    globals: { values: [{ key: 'host', value: 'c.test' }] },
    collection: { values: [{ key: 'host', value: 'b.test' }] },
  },
})

describe('createOrigins()', () => {
  it.each<[string, UsedVariable]>([
    [
      'host',
      {
        name: 'host',
        value: 'a.test',
        scope: 'environment',
        by: 'environment “Staging”',
        shadows: 'collection, globals',
      },
    ],
    ['given', { name: 'given', value: '1', scope: 'environment', by: 'the command line' }],
    ['off', { name: 'off' }],
    ['vault:key', { name: 'vault:key', value: 'a secret', scope: 'vault', by: 'the vault' }],
  ])('finds %s where a run starts', (name, variable) => {
    expect(found(name, START)).toEqual(variable)
  })

  it('finds a cell in its row of data, which is gone with the next', () => {
    const row = event.iterationStart({ iteration: 1, data: { host: 'd.test' } })

    expect(found('host', START, row)).toEqual({
      name: 'host',
      value: 'd.test',
      scope: 'data',
      by: 'row 2 of the data',
      shadows: 'environment, collection, globals',
    })
    expect(found('host', START, row, event.iterationStart({ iteration: 2 }))?.scope).toBe('environment')
  })

  it('names the script that changed a variable, its phase and the item', () => {
    const script = scriptRef({ level: 'folder', owner: 'Auth' })
    const at = cursor({ itemId: 'login', itemName: 'Log in' })

    const variable = found(
      'token',
      event.scriptStart({ script, phase: 'prerequest' }),
      event.mutation({ name: 'token', value: { a: 1 }, by: script, cursor: at }),
    )

    expect(variable).toEqual({
      name: 'token',
      value: '{\n  "a": 1\n}',
      scope: 'environment',
      by: 'pre-request script of folder “Auth”, at “Log in”',
      href: '#login',
    })
  })

  it('forgets what a script removed, and names what was made natively', () => {
    const made = event.mutation({ name: 'nonce', value: 'n', by: 'producer' })

    expect(found('nonce', made)?.by).toBe('made natively for “List users”')
    expect(found('nonce', made, event.mutation({ name: 'nonce', value: undefined }))).toEqual({ name: 'nonce' })
  })
})
