import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { collectionJson, flowgate, ROOT, temporaryFolder, testScript } from '../support/cli.ts'
import { startServer } from '../support/server.ts'

const BINARY = `exec '${process.execPath}' '${join(ROOT, 'dist/main.js')}'`

interface Process {
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** What is typed once the output has the text. */
  readonly types?: readonly [after: string, keys: string]
}

/** Runs another program than ours, to its end. */
function ran(command: string, { args, cwd, env = {}, types }: Process): Promise<{ code: number | null; out: string }> {
  const child = spawn(command, args, { cwd, env: { PATH: process.env['PATH'], ...env } })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  let isTyped = false
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString()
    if (types === undefined || isTyped || !out.includes(types[0])) return
    isTyped = true
    child.stdin.write(types[1])
  })
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out }))
  })
}

it('flowgate run prints a command that runs the failed item again with the same inputs, without its secrets', async () => {
  const cwd = temporaryFolder()
  const { url, requests } = await startServer((request, response) => {
    response.statusCode = request.url?.startsWith('/pay') === true ? 402 : 200
    response.end('{}')
  })
  const items = [
    { name: 'Start', event: [testScript("pm.environment.set('cart', 'cart-7')")], request: '{{base}}/start' },
    { name: 'Other', request: '{{base}}/other' },
    {
      name: "It's $HOME",
      item: [
        {
          name: 'Pay `now`',
          event: [testScript('// the cart', "pm.test('is paid', () => pm.response.to.have.status(200))")],
          request: '{{base}}/pay?cart={{cart}}&voucher={{voucher}}&password={{password}}',
        },
      ],
    },
  ]
  writeFileSync(join(cwd, 'my shop.json'), JSON.stringify(collectionJson(items), null, 1))
  writeFileSync(join(cwd, 'flowgate'), `#!/bin/sh\n${BINARY} "$@"\n`, { mode: 0o755 })
  const inputs = ['--env-var', `base=${url}`, '--env-var', "voucher=it's $5", '--env-var', 'password=open sesame']

  const first = await flowgate(['run', 'my shop.json', ...inputs, '--bail', '-r', 'cli,json=a.json'], { cwd })
  const [, command = ''] = /^ {3}\$ (.*)$/m.exec(first.stdout) ?? []
  const again = await ran('sh', {
    args: ['-c', command],
    cwd,
    env: { PATH: `${cwd}:${process.env['PATH']}`, password: 'open sesame' },
  })

  const pay = '/pay?cart=cart-7&voucher=it%27s%20$5&password=open%20sesame'
  const paths = requests.map(({ path }) => path)
  expect(command).toBe(
    `flowgate run 'my shop.json' --env-var base=${url} --env-var voucher='it'\\''s $5' --env-var password="$password" ` +
      "--folder Start --folder 'It'\\''s $HOME/Pay `now`'",
  )
  expect([first.code, again.code, paths]).toEqual([1, 1, ['/start', '/other', pay, '/start', pay]])
  expect(first.stdout).not.toContain('sesame')
})

it.skipIf(process.platform !== 'linux')('flowgate run clears its line on a terminal at Ctrl-C', async () => {
  const cwd = temporaryFolder()
  const { url } = await startServer(() => {
    // Never answers.
  })
  writeFileSync(join(cwd, 'c.json'), JSON.stringify(collectionJson([{ name: 'Wait', request: url }])))

  const { code, out } = await ran('script', {
    args: [
      '-qec',
      `stty cols 40; ${BINARY} run c.json --reporter-cli-no-summary --reporter-cli-no-failures`,
      '/dev/null',
    ],
    cwd,
    env: { TERM: 'xterm', NO_COLOR: '1' },
    types: ['1/1 · Wait', '\u0003'],
  })

  // What a person sees in the end: each time the line is cleared before something else is written.
  // oxlint-disable-next-line no-control-regex -- the line is cleared by one
  const screen = out.replaceAll(/[^\n]*\r\u001b\[K/g, '').split('\r\n')
  expect([code, out.includes('\r\u001b[K'), screen.some((line) => line.includes('1/1'))]).toEqual([130, true, false])
  expect([screen.slice(0, 3), screen.at(-2)]).toEqual([
    ['flowgate · Shop · 1 item', '', '→ Wait'],
    expect.stringMatching(/^✗ (?:Failed|Not completed), interrupted: /),
  ])
})
