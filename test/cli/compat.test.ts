import { expect, test } from 'vitest'
import { compatExit, isCompat, NEWMAN } from '../../src/cli/compat.ts'
import { RUN_FLAGS } from '../../src/cli/flags.ts'
import { parse } from '../../src/cli/parse.ts'

async function inputOf(...argv: readonly string[]): Promise<unknown> {
  const invocation = await parse(['run', 'c.json', ...argv], 80)
  return invocation.command === 'run' ? invocation.options : invocation
}

test('parse() sets all that --compat newman stands for', async () => {
  expect(await inputOf('--compat', 'newman')).toMatchObject({
    isCompat: true,
    showSecrets: true,
    exports: { showSecrets: true },
    runs: [
      {
        engine: {
          native: false,
          angle: false,
          sendUnsigned: true,
          sendCycles: true,
          sendWithoutFiles: true,
          timeoutRequestMs: 0,
          timeoutScriptMs: 0,
        },
        http: { http2: false, keepCookies: true },
        load: { honorEnabled: false, allowEmpty: true, userAgent: 'Newman/6.2.2' },
      },
    ],
  })
})

test('parse() takes an empty path or name for none under --compat newman', async () => {
  const empty = ['-e', '', '-g', '', '-d', '', '--folder', '', '--cookie-jar', '', '--working-dir', '']

  expect(await inputOf('--compat', 'newman', ...empty)).toEqual(await inputOf('--compat', 'newman'))
})

test.each(['-e', '-n', '--color'])('parse() refuses an empty %s', async (flag) => {
  const compat = flag === '-e' ? [] : ['--compat', 'newman']

  await expect(inputOf(flag, '', ...compat)).rejects.toMatchObject({ code: 'USAGE' })
})

test('parse() lets a flag win over --compat newman', async () => {
  const argv = ['--compat', 'newman', '--timeout-request', '5s', '--native', '--no-show-secrets', '--no-send-unsigned']

  expect(await inputOf(...argv)).toMatchObject({
    showSecrets: false,
    runs: [{ engine: { native: true, timeoutRequestMs: 5000, sendUnsigned: false } }],
  })
})

test.each([
  [['--max-response', '2'], 2 * 1024 * 1024],
  [['--max-response', '0'], Number.POSITIVE_INFINITY],
  [['--compat', 'newman'], Number.POSITIVE_INFINITY],
  [['--compat', 'newman', '--max-response', '2'], 2 * 1024 * 1024],
])('parse() limits bodies by %j', async (argv, maxBodyBytes) => {
  expect(await inputOf(...argv)).toMatchObject({
    runs: [{ http: { maxBodyBytes } }],
  })
})

test('NEWMAN names flags that exist', () => {
  const names = RUN_FLAGS.map(({ name }) => name)

  expect(Object.keys(NEWMAN.flags).filter((name) => !names.includes(name))).toEqual([])
})

test.each([
  [0, 0],
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 1],
  [130, 130],
] as const)('compatExit() makes %i to %i', (code, expected) => {
  expect(compatExit(code)).toBe(expected)
})

test('isCompat() sees both spellings', () => {
  expect([['--compat', 'newman'], ['--compat=newman'], ['newman']].map(isCompat)).toEqual([true, true, false])
})
