import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { ROOT, temporaryFolder } from '../support/cli.ts'

// Flags of V8 are those of a whole process.
const SCRIPT = `
  import { setFlagsFromString } from 'node:v8'
  import { keptCode } from './dist/kept/kept-code.js'
  import { createLoader } from './dist/kept/modules.js'

  if (process.argv[1] === 'other flags') setFlagsFromString('--heap-growing-percent=50')
  const folder = new URL('./dist/chunks/', 'file://' + process.cwd() + '/').href
  const { load, scripts } = createLoader(folder, keptCode(folder))
  const { execute } = load('./cli.cjs')
  const io = { out: () => {}, err: () => {}, version: '1.2.3', stdout: process.stdout }
  const code = await execute(['--help'], io)
  console.log(JSON.stringify({ code, rejected: [...scripts.values()].map((script) => script.cachedDataRejected) }))
`

function load(flags: string): { readonly code: number; readonly rejected: readonly boolean[] } {
  const args = ['--input-type=module', '-e', SCRIPT, flags]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', cwd: ROOT }))
}

describe('createLoader()', () => {
  it('loads modules with the code that V8 has kept of them', () => {
    const { code, rejected } = load('same flags')

    expect([code, new Set(rejected)]).toEqual([0, new Set([false])])
  })

  it('loads them as well where V8 cannot use it', () => {
    const { code, rejected } = load('other flags')

    expect([code, new Set(rejected)]).toEqual([0, new Set([true])])
  })
})

describe('the binary with code that', () => {
  let dist: string
  let chunks: string
  beforeEach(() => {
    const folder = temporaryFolder()
    dist = join(folder, 'dist')
    chunks = join(dist, 'chunks')
    cpSync(join(ROOT, 'dist'), dist, { recursive: true })
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'))
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  })

  /** What a run says whose collection is missing: it has gone through the command line, and loaded what runs collections. */
  function says(): string {
    try {
      return execFileSync(process.execPath, [join(dist, 'main.js'), 'run', 'no-such.json'], {
        stdio: 'pipe',
      }).toString()
    } catch (error) {
      return (error as { readonly stderr: Buffer }).stderr.toString()
    }
  }

  it.each<[string, () => void]>([
    ['is gone', () => rmSync(join(chunks, 'code.bin'))],
    ['has no index', () => rmSync(join(chunks, 'code.json'))],
    [
      'is cut',
      () => writeFileSync(join(chunks, 'code.bin'), readFileSync(join(chunks, 'code.bin')).subarray(0, 10_000)),
    ],
    ['is nothing but zeros', () => writeFileSync(join(chunks, 'code.bin'), Buffer.alloc(5_000_000))],
    ['belongs to other sources', () => edit(chunks)],
  ])('%s runs as it would without', (_, damage) => {
    damage()

    expect(says()).toBe(
      'error: Cannot read collection "no-such.json": no such file\n  Check the path; it starts from the current folder\n',
    )
  })
})

/** As someone does who looks for a fault: a word of a text becomes another of the same length. */
function edit(folder: string): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.cjs'))) {
    const text = readFileSync(join(folder, name), 'utf8')
    writeFileSync(join(folder, name), text.replaceAll('function ', 'function\t'))
  }
}
