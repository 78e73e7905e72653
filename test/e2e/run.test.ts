import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  collectionJson,
  flowgate,
  prerequestScript,
  ROOT,
  runBinary,
  start,
  temporaryFile,
  temporaryFolder,
  testScript,
} from '../support/cli.ts'
import { startProxy } from '../support/proxy.ts'
import { startServer } from '../support/server.ts'

const TRANSACTION = join(ROOT, 'collections/transaction-approval.postman_collection.json')

/** A JSON server that answers `{"ok":true}`, and the paths it was asked for. */
async function jsonServer(delayMs = 0): Promise<{ readonly url: string; readonly seen: string[] }> {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    setTimeout(() => response.setHeader('Content-Type', 'application/json').end('{"ok":true}'), delayMs)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

function reports(folder: string): readonly string[] {
  return readdirSync(join(folder, 'reports'))
    .map((name) => name.replace(/^.*\./, ''))
    .toSorted()
}

describe('flowgate run', () => {
  it('runs the transaction approval against the stand-in, green, with all reports', async () => {
    const cwd = temporaryFolder()

    const { code, stdout, stderr } = await runBinary(['run', TRANSACTION, '--standin', '-r', 'cli,json,junit,html'], {
      cwd,
    })

    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^html +reports\/transaction-approval.*\.html$/)
    expect(reports(cwd)).toEqual(['html', 'json', 'xml'])
  })

  it('runs it by the script as well, with --no-native', async () => {
    const { code, stderr } = await flowgate(['run', TRANSACTION, '--standin', '--no-native'], {
      cwd: temporaryFolder(),
    })

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('names a broken assertion and exits 1', async () => {
    const { url } = await jsonServer()
    const file = temporaryFile(
      'c.json',
      collectionJson([
        {
          name: 'Get it',
          request: url,
          event: [testScript('pm.test("has id", () => {', '  pm.expect(pm.response.json().id).to.equal(7)', '})')],
        },
      ]),
    )

    const { code, stdout } = await runBinary(['run', file])

    expect(code).toBe(1)
    expect(stdout).toContain('has id')
    expect(stdout).toContain('expected undefined to equal 7')
  })

  it('refuses to send what a wrong key cannot sign, and says why', async () => {
    const { code, stdout } = await flowgate(['run', TRANSACTION, '--standin', '--env-var', 'requestAlg=none'], {
      cwd: temporaryFolder(),
    })

    expect(code).toBe(1)
    expect(stdout).toContain('requestAlg "none" does not sign')
  })

  it('shows the refusal of the stand-in when the secret is another one', async () => {
    const secret = 'x'.repeat(64)

    const { code, stdout } = await flowgate(['run', TRANSACTION, '--standin', '--env-var', `requestSecret=${secret}`], {
      cwd: temporaryFolder(),
    })

    expect(code).toBe(1)
    expect(stdout).toMatch(/expected .* status code 200 but got 400/)
  })

  it('fails every request of a dead server, one clear failure each, and writes the reports', async () => {
    const cwd = temporaryFolder()

    const { code, stdout } = await flowgate(
      [
        'run',
        TRANSACTION,
        '-e',
        join(ROOT, 'environments/standin.postman_environment.json'),
        '--env-var',
        'authPath=http://127.0.0.1:1',
        '--env-var',
        'apiPath=http://127.0.0.1:1/v1',
        '-r',
        'cli,json,junit,html',
      ],
      { cwd },
    )

    expect(code).toBe(1)
    expect(stdout).toContain('connection refused')
    expect(reports(cwd)).toEqual(['html', 'json', 'xml'])
  })

  it('writes its reports and exits 130 on Ctrl-C in the middle of a request', async () => {
    const cwd = temporaryFolder()
    const { url, seen } = await jsonServer(60_000)
    const file = temporaryFile(
      'c.json',
      collectionJson([
        { name: 'Slow', request: url },
        { name: 'Never', request: url },
      ]),
    )
    const running = start(['run', file, '-r', 'cli,json,junit,html'], { cwd })
    await running.says('Slow').catch(() => {})
    while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))

    running.child.kill('SIGINT')
    const { code, stdout } = await running.finished

    expect(code).toBe(130)
    expect(seen).toEqual(['/'])
    expect(stdout).toMatch(/html +reports\//)
    expect(reports(cwd)).toEqual(['html', 'json', 'xml'])
  })

  it('goes on after a script that throws, one that rejects and one that never ends', async () => {
    const { url, seen } = await jsonServer()
    const file = temporaryFile(
      'c.json',
      collectionJson([
        { name: 'Throws', request: `${url}/1`, event: [testScript('nobody.home()')] },
        { name: 'Rejects', request: `${url}/2`, event: [testScript('Promise.reject(new Error("gone"))')] },
        { name: 'Loops', request: `${url}/3`, event: [prerequestScript('for (;;) {}')] },
        {
          name: 'Fine',
          request: `${url}/4`,
          event: [testScript('pm.test("ok", () => pm.response.to.have.status(200))')],
        },
      ]),
    )

    const { code, stdout } = await runBinary(['run', file, '--timeout-script', '500'])

    expect(code).toBe(1)
    expect(seen).toEqual(['/1', '/2', '/3', '/4'])
    expect(stdout).toContain('nobody is not defined')
    expect(stdout).toContain('gone')
    expect(stdout).toContain('no end after 500 ms')
  })

  it('keeps secrets out of every report', async () => {
    const cwd = temporaryFolder()
    const { url } = await jsonServer()
    const secret = 'correct-horse-battery'
    const file = temporaryFile(
      'c.json',
      collectionJson([
        {
          name: 'Secret',
          request: {
            method: 'POST',
            url: `${url}/?s={{apiSecret}}`,
            header: [{ key: 'X-S', value: '{{apiSecret}}' }],
            body: { mode: 'raw', raw: '{{apiSecret}}' },
            auth: { type: 'basic', basic: { username: 'u', password: '{{apiSecret}}' } },
          },
          event: [
            testScript(
              'console.log(pm.environment.get("apiSecret"))',
              'pm.test("it is " + pm.environment.get("apiSecret"), () => pm.expect(1).to.equal(pm.environment.get("apiSecret")))',
            ),
          ],
        },
      ]),
    )
    const environment = temporaryFile('e.json', {
      name: 'e',
      values: [{ key: 'apiSecret', value: secret, type: 'secret', enabled: true }],
    })

    const { stdout, stderr } = await flowgate(
      ['run', file, '-e', environment, '-r', 'cli,json,junit,html,ndjson,ctrf,tap,har'],
      {
        cwd,
      },
    )

    const written = readdirSync(join(cwd, 'reports')).map((name) => readFileSync(join(cwd, 'reports', name), 'utf8'))
    const all = [stdout, stderr, ...written].join('\n')
    expect(written).toHaveLength(7)
    for (const form of [secret, Buffer.from(`u:${secret}`).toString('base64')]) expect(all).not.toContain(form)
  })
})

describe('flowgate', () => {
  it.each([
    ['no arguments', [], 2],
    ['an unknown command', ['runn', 'x.json'], 2],
    ['an unknown flag', ['run', 'x.json', '--reporterz'], 2],
    ['no collection', ['run'], 2],
    ['an iteration count of 0', ['run', 'x.json', '-n', '0'], 2],
    ['an unknown colour', ['run', 'x.json', '--color', 'purple'], 2],
    ['an unknown reporter', ['run', TRANSACTION, '-r', 'nope'], 2],
    ['a missing file', ['run', 'nobody-has-this.json'], 2],
    ['an unknown folder', ['run', TRANSACTION, '--folder', 'Nope'], 2],
  ])('refuses %s with a sentence and exit 2', async (_, args, expected) => {
    const { code, stdout, stderr } = await flowgate(args)

    expect({ code, stdout }).toEqual({ code: expected, stdout: '' })
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(stderr).toMatchSnapshot()
  })

  it.each([
    ['its own names', [], /^transaction-approval.*\.(?:json|xml)$/],
    ['the names of newman under --compat newman', ['--compat', 'newman'], /^newman-run-report-.*\.(?:json|xml)$/],
  ])('writes reports into a folder that exists, with %s', async (_, args, name) => {
    const folder = temporaryFolder()

    const { code } = await flowgate(
      ['run', TRANSACTION, '--standin', '-r', 'json,junit', '--reporter-export', folder, ...args],
      { cwd: temporaryFolder() },
    )

    expect(code).toBe(0)
    expect(readdirSync(folder)).toEqual([expect.stringMatching(name), expect.stringMatching(name)])
  })

  it('exports of several collections what each has left, into a folder', async () => {
    const { url } = await jsonServer()
    const folder = temporaryFolder()
    const [a, b] = ['A', 'B'].map((name) => {
      const event = [testScript(`pm.environment.set('at', '${name}')`)]
      return temporaryFile('c.json', collectionJson([{ name, request: url, event }]))
    })

    const { code } = await flowgate(['run', `${a}`, `${b}`, '--silent', '--export-environment', folder])

    const names = readdirSync(folder).toSorted()
    const left = names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { values: unknown })
    expect(code).toBe(0)
    expect(names).toEqual([
      expect.stringMatching(/^newman-environment-[0-9-]+-0-1\.json$/),
      expect.stringMatching(/^newman-environment-[0-9-]+-0-2\.json$/),
    ])
    expect(left.map(({ values }) => values)).toEqual([
      [{ type: 'any', value: 'A', key: 'at' }],
      [{ type: 'any', value: 'B', key: 'at' }],
    ])
  })

  it('downloads through the proxy of the environment', async () => {
    const proxy = await startProxy()
    const collection = collectionJson([{ name: 'again', request: '{{url}}' }])
    const { port } = await startServer((_request, response) => response.end(JSON.stringify(collection)))
    const url = `http://example.test:${port}/c.json`

    const { code } = await flowgate(['run', url, '--silent', '--env-var', `url=${url}`], {
      cwd: temporaryFolder(),
      env: { http_proxy: proxy.url },
    })

    expect({ code, seen: proxy.requests }).toEqual({
      code: 0,
      seen: [
        [`GET ${url}`, undefined],
        [`GET ${url}`, undefined],
      ],
    })
  })

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }

    expect(await runBinary(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  it.each([[['--help']], [['run', '--help']], [['standin', '-h']]])('helps with %j', async (args) => {
    const { code, stdout, stderr } = await runBinary(args)

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatchSnapshot()
  })
})
