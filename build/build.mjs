// Builds dist/ from src/ with tsc: modules with their types for those who import them, and of the binary's modules few files, which load faster.
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildBinary, buildWorker } from './binary.mjs'
import { licenses } from './licenses.mjs'
import { buildRealm } from './realm.mjs'
import { buildTemplates } from './templates.mjs'

const root = join(import.meta.dirname, '..')
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

/** Packages of many small files that every run needs: in the binary's own files they load in a third of the time. */
const BUNDLED = ['yargs', 'postman-url-encoder']
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const external = Object.keys({ ...dependencies, ...peerDependencies }).filter((name) => !BUNDLED.includes(name))

rmSync(join(root, 'dist'), { recursive: true, force: true })
execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json')], { stdio: 'inherit' })
await buildTemplates(join(root, 'dist'))
await buildRealm(join(root, 'dist/realm'))
await buildWorker(join(root, 'dist/script'))
const bundled = await buildBinary(root, external)
// In a process of its own, which an open realm keeps from ending, and without options: code is kept for the flags that V8 has.
execFileSync(process.execPath, [join(import.meta.dirname, 'code.mjs'), join(root, 'dist')], {
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: '' },
})
// What is bundled and no dependency is not installed beside us.
writeFileSync(join(root, 'dist/chunks/LICENSES.txt'), licenses(bundled))
// The realm runs as text, bundled, and as modules nobody imports it. Only the binary has a command line, and writes snippets.
for (const folder of ['script/realm', 'cli', 'snippet']) rmSync(join(root, 'dist', folder), { recursive: true })
chmodSync(join(root, 'dist/main.js'), 0o755)
