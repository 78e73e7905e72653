import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findExternal, packageOf } from '../../src/newman/external.ts'

describe('packageOf()', () => {
  it.each([
    ['html', 'newman-reporter-html'],
    ['@me/html', '@me/newman-reporter-html'],
  ])('calls the package of %s %s', (name, expected) => {
    expect(packageOf(name)).toBe(expected)
  })
})

describe('findExternal()', () => {
  it('finds a package as seen from the folder', async () => {
    const folder = await install('newman-reporter-one', 'module.exports = class One {}')

    const found = await findExternal('one', folder)

    expect((found as { readonly name: string }).name).toBe('One')
  })

  it('finds a package of a scope', async () => {
    const folder = await install('@me/newman-reporter-two', 'module.exports = class Two {}')

    const found = await findExternal('@me/two', folder)

    expect((found as { readonly name: string }).name).toBe('Two')
  })

  it('takes the default export of a transpiled package', async () => {
    const folder = await install('newman-reporter-three', 'exports.__esModule = true; exports.default = class Three {}')

    const found = await findExternal('three', folder)

    expect((found as { readonly name: string }).name).toBe('Three')
  })

  it('finds nothing where there is nothing', async () => {
    expect(await findExternal('there-is-no-such-package', tmpdir())).toBeUndefined()
  })

  it('gives a constructor that throws for a package that cannot be loaded', async () => {
    const folder = await install('newman-reporter-four', 'throw new Error("no licence")')

    const found = await findExternal('four', folder)

    expect(() => Reflect.construct(found as new () => unknown, [])).toThrow('no licence')
  })
})

/** A folder with a package in its node_modules. */
async function install(name: string, source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'external-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const home = join(folder, 'node_modules', name)
  await mkdir(home, { recursive: true })
  await writeFile(join(home, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
  await writeFile(join(home, 'index.js'), source)
  return folder
}
