import { expect, test } from 'vitest'
import { collectionJson, flowgate, temporaryFile, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

/** Would change a terminal, and what an agent of CI does. */
const HOSTILE = '\u001b[2J##vso[task.prependpath]\n::add-mask::b'

test.each([
  ['the terminal report', ['run', 'c.json', '--no-last-failed']],
  ['the verbose report', ['run', 'c.json', '--no-last-failed', '--verbose']],
  ['the verdict on standard error', ['run', 'c.json', '--no-last-failed', '-r', 'json=run.json']],
  ['a list', ['run', 'c.json', '--list']],
  ['a dry run', ['run', 'c.json', '--dry-run']],
  ['errors', ['run', 'c.json', '--grep', 'nothing']],
  ['doctor', ['doctor', 'c.json', '--offline']],
  ['drift', ['drift', 'c.json']],
  ['token', ['token', token()]],
])('no text of others is obeyed that stands in %s', async (_, args) => {
  const { url } = await startServer((_request, response) => response.end(HOSTILE))
  const throwing = testScript(`pm.test(${JSON.stringify(HOSTILE)}, () => { throw new Error(pm.response.text()) })`)
  const item = { name: HOSTILE, request: `${url}/?{{other${HOSTILE}}}`, event: [throwing] }
  const cwd = temporaryFolder()
  const collection = temporaryFile(
    'c.json',
    collectionJson([{ name: HOSTILE, item: [item] }], { info: { ...INFO, name: HOSTILE } }),
  )

  const said = await flowgate(
    args.map((arg) => (arg === 'c.json' ? collection : arg)),
    { cwd },
  )

  // oxlint-disable-next-line no-control-regex -- what a terminal obeys
  expect(`${said.stdout}${said.stderr}`.match(/\u001b|##vso\[|^\s*::add-mask/gm)).toBeNull()
  expect(`${said.stdout}${said.stderr}`).toContain(String.raw`\x23#vso[`)
})

const INFO = { schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' }

function token(): string {
  const [header, claims] = [{ alg: 'none' }, { iss: HOSTILE, [HOSTILE]: HOSTILE }].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return `${header}.${claims}.`
}
