import { expect, test } from 'vitest'
import { parse } from '../../src/cli/parse.ts'
import { givenFor, rerunOf } from '../../src/cli/rerun.ts'
import type { Rerun } from '../../src/model/rerun.ts'
import { createRedactor, type SecretPolicy } from '../../src/report/redact.ts'

const NO_SECRETS: SecretPolicy = { values: [], names: [], show: false }

async function rerun(argv: readonly string[], secrets = NO_SECRETS): Promise<Rerun | undefined> {
  const invocation = await parse(['run', ...argv], 80)
  if (invocation.command !== 'run') throw new Error('no run')
  const { given, runs } = invocation.options
  return rerunOf(given, runs[0]?.collection, createRedactor(secrets))
}

async function commandOf(argv: readonly string[], secrets = NO_SECRETS): Promise<string | undefined> {
  return (await rerun(argv, secrets))?.command
}

test('rerunOf() gives the order of one repetition again, with all that was run in it', async () => {
  const invocation = await parse(['run', 'c.json', '--repeat', '9', '--shuffle', '--grep', 'a'], 80)
  const given = invocation.command === 'run' ? invocation.options.given : { positionals: [], values: {} }

  const commands = [12, undefined].map((seed) => rerunOf(givenFor(given, seed), 'c.json', createRedactor(NO_SECRETS)))

  expect(commands.map((each) => each?.command)).toEqual([
    'flowgate run c.json --grep a --shuffle --seed 12',
    'flowgate run c.json --shuffle',
  ])
})

test('rerunOf() keeps what the requests depend on, and nothing else', async () => {
  const inputs = [
    'c.json',
    '-e',
    'dev.json',
    '-n',
    '3',
    '--delay-request',
    '5s',
    '-k',
    '--no-native',
    '--compat',
    'newman',
  ]
  const others = ['-r', 'cli,json=a.json', '--reporter-html-title', 'x', '--export-globals', 'g.json', '--bail', '-x']
  const looks = ['--verbose', '--color', 'off', '--timeout', '9m', '--show-secrets', '-i', 'A', '--folder', 'B/C']

  expect(await rerun([...inputs, ...others, ...looks])).toEqual({
    command:
      'flowgate run c.json --environment dev.json --iteration-count 3 --delay-request 5s --insecure --compat newman --no-native',
    folder: ['A', 'B/C'],
    byIteration: true,
  })
})

test('rerunOf() keeps apart which iterations were chosen', async () => {
  expect(await rerun(['c.json', '--only-iterations', '2,4'])).toEqual({
    command: 'flowgate run c.json',
    folder: [],
    onlyIterations: '2,4',
    byIteration: true,
  })
})

test('rerunOf() chooses no iteration of newman', async () => {
  expect(await rerun(['c.json', '--engine', 'newman'])).toEqual({
    command: 'flowgate run c.json --engine newman',
    folder: [],
  })
})

test('rerunOf() gives one of several collections', async () => {
  expect(await commandOf(['a b.json', 'c.json'])).toBe("flowgate run 'a b.json'")
})

test.each([
  ['a blank', 'a b', "k='a b'"],
  ['a quote', "it's", String.raw`k='it'\''s'`],
  ['signs of the shell', '$(rm -rf *);`x`', "k='$(rm -rf *);`x`'"],
  ['signs that mean nothing', 'http://h:80/a_b.c?', "k='http://h:80/a_b.c?'"],
  ['nothing', '', 'k='],
  ['a dash', '-', 'k=-'],
])('rerunOf() writes a value with %s as one word', async (_what, value, word) => {
  expect(await commandOf(['c.json', '--env-var', `k=${value}`])).toBe(`flowgate run c.json --env-var ${word}`)
})

test('rerunOf() keeps a value that looks like a flag', async () => {
  expect(await commandOf(['c.json', '--env-var=-k=v'])).toBe('flowgate run c.json --env-var=-k=v')
})

test.each([
  ['the name of a secret', ['--env-var', 'client-secret=abcdef'], '--env-var client-secret="$client_secret"'],
  ['a name that was given', ['--global-var', 'sesame=abcdef'], '--global-var sesame="$sesame"'],
  ['a value that is known', ['--env-var', 'a=open-sesame'], '--env-var a="$a"'],
  ['the shape of a JWT', ['--env-var', '1a=eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2lnbmF0dXJl'], '--env-var 1a="$_1a"'],
  ['a place in the vault', ['--vault-var', 'k=v'], '--vault-var k="$k"'],
  ['a flag of its own', ['--ssl-client-passphrase', 'x'], '--ssl-client-passphrase "$ssl_client_passphrase"'],
  ['a place in a URL', ['-e', 'https://h/e?api_key=abcdef'], '--environment "$environment"'],
])('rerunOf() takes from the shell what has %s', async (_what, argv, words) => {
  const secrets = { values: [{ name: 'sesame', value: 'open-sesame' }], names: ['sesame'], show: false }

  expect(await commandOf(['c.json', ...argv], secrets)).toBe(`flowgate run c.json ${words}`)
})

test.each([
  ['standard input', ['-']],
  ['standard input as environment', ['c.json', '-e', '-']],
  ['a value of several lines', ['c.json', '--env-var', 'a=b\nc']],
])('rerunOf() knows no command for %s', async (_what, argv) => {
  expect(await rerun(argv)).toBeUndefined()
})

test('rerunOf() shows no value of a variable that lacks its equals sign', async () => {
  expect(await commandOf(['c.json', '--env-var', 'clientSecret s3cretValue'])).toMatch(
    /^flowgate run c\.json --env-var "\$\w+"$/,
  )
})
