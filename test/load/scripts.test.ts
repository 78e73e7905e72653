import { expect, test } from 'vitest'
import { scriptsFromJson } from '../../src/load/scripts.ts'

const OWNER = 'owner'

test('scriptsFromJson() reads events in order', () => {
  const scripts = scriptsFromJson(
    [
      { id: 'e1', listen: 'prerequest', script: { id: 's1', exec: ['one', 'two'] } },
      { id: 'e2', listen: 'test', script: { id: 's2', exec: 'three\r\nfour' } },
      { id: 'e3', listen: 'test', script: { id: 's3', exec: ['five'] } },
    ],
    OWNER,
  )

  expect(scripts).toEqual([
    { id: 's1', eventId: 'e1', listen: 'prerequest', source: 'one\ntwo' },
    { id: 's2', eventId: 'e2', listen: 'test', source: 'three\nfour' },
    { id: 's3', eventId: 'e3', listen: 'test', source: 'five' },
  ])
})

test.each([
  ['a disabled event', { listen: 'test', disabled: true, script: { exec: ['x'] } }],
  ['an event without a script', { listen: 'test' }],
  ['another event', { listen: 'afterAll', script: { exec: ['x'] } }],
  ['text in place of an event', 'test'],
])('scriptsFromJson() leaves out %s', (_what, event) => {
  expect(scriptsFromJson([event], OWNER)).toEqual([])
})

test.each([
  ['blank', ['', ' \t'], '\n \t'],
  ['empty', [], ''],
])('scriptsFromJson() keeps a script that is %s: newman counts it', (_what, exec, source) => {
  const scripts = scriptsFromJson([{ id: 'e', listen: 'test', script: { id: 's', exec } }], OWNER)

  expect(scripts).toEqual([{ id: 's', eventId: 'e', listen: 'test', source }])
})

test.each([
  ['text', 'one\ntwo'],
  ['lines', ['one', 'two']],
])('scriptsFromJson() reads a script that is %s, and an event that is no list', (_what, script) => {
  const scripts = scriptsFromJson({ id: 'e', listen: 'test', script }, OWNER)

  expect(scripts.map(({ source }) => source)).toEqual(['one\ntwo'])
})

test('scriptsFromJson() makes ids that are missing, the same in each run', () => {
  const events = [{ listen: 'test', script: { exec: ['x'] } }]

  const scripts = scriptsFromJson(events, OWNER)

  expect(scripts).toEqual([
    {
      id: '6db16640-672d-5a33-8100-5235151e64ce',
      eventId: '5e87ef74-fdc3-51c0-8673-e3a0577ec297',
      listen: 'test',
      source: 'x',
    },
  ])
})

test.each([
  ['// @native requestParam\nrest()', 'requestParam'],
  ['\n  \n\t//@native   otp  \r\nrest()', 'otp'],
  ['// @native state', 'state'],
  ['first()\n// @native state', undefined],
  ['// @native', undefined],
  ['// @native two words', undefined],
  ['/* @native state */', undefined],
])('scriptsFromJson() finds the producer of %j', (exec, native) => {
  const scripts = scriptsFromJson([{ listen: 'prerequest', script: { exec: [exec] } }], OWNER)

  expect(scripts.map((script) => script.native)).toEqual([native])
})

test('scriptsFromJson() does not let a producer stand in for a test', () => {
  const scripts = scriptsFromJson([{ listen: 'test', script: { exec: ['// @native state'] } }], OWNER)

  expect(scripts.map((script) => script.native)).toEqual([undefined])
})

test('scriptsFromJson() counts scripts that say nothing, and what has a link says nothing', () => {
  const events = [
    { listen: 'prerequest', script: {} },
    { listen: 'test', script: { exec: '' } },
    { listen: 'test' },
    { listen: 'test', script: { src: 'https://a.test/script.js', exec: 'one' } },
  ]

  expect(scriptsFromJson(events, 'key').map(({ listen, source }) => [listen, source])).toEqual([
    ['prerequest', ''],
    ['test', ''],
    ['test', ''],
  ])
})
