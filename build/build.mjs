// Builds dist/: tsc for code and types, then the files tsc does not copy (templates of the HTML report).
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')

rmSync(join(root, 'dist'), { recursive: true, force: true })
execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json')], { stdio: 'inherit' })
cpSync(join(root, 'src/report/html'), join(root, 'dist/report/html'), {
  recursive: true,
  filter: (path) => !path.endsWith('.ts'),
})
chmodSync(join(root, 'dist/main.js'), 0o755)
