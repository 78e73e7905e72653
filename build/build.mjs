// Builds dist/ from src/ with tsc, and lets the binary be run.
import { execFileSync } from 'node:child_process'
import { chmodSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { buildRealm } from './realm.mjs'

const root = join(import.meta.dirname, '..')
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

rmSync(join(root, 'dist'), { recursive: true, force: true })
execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json')], { stdio: 'inherit' })
await buildRealm(join(root, 'dist/realm'))
// It runs as text in the realm, bundled; as modules nobody imports it.
rmSync(join(root, 'dist/script/realm'), { recursive: true })
chmodSync(join(root, 'dist/main.js'), 0o755)
