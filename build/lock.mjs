// node build/lock.mjs, after `npm install`: adds the platform packages that the registry in use does not serve to package-lock.json.
// npm leaves them out of the lock file then, and `npm ci` refuses that file, although it would not install them here anyway.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '../package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64']

/** The entry of a package that is named after its platform, as `@oxlint/binding-linux-x64-musl` is. */
function entry(name, version) {
  const words = name.split(/[/-]/)
  const os = SYSTEMS.filter((system) => words.includes(system))
  const cpu = PROCESSORS.filter((processor) => words.includes(processor))
  if (os.length === 0 || cpu.length === 0) return undefined
  return { version, cpu, dev: true, optional: true, os }
}

let added = 0
for (const { optionalDependencies = {} } of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const path = `node_modules/${name}`
    const missing = lock.packages[path] === undefined ? entry(name, version) : undefined
    if (missing === undefined) continue
    lock.packages[path] = missing
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
process.stdout.write(`${added} entries added\n`)
