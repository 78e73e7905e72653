import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { writeExport } from '../../src/newman/export-file.ts'

const NOW = new Date('2026-11-23T17:40:11.007Z')

describe('writeExport()', () => {
  it('writes text to its path and makes the folders', async () => {
    const path = join(await folder(), 'a', 'b.txt')

    const written = await writeExport({ path, content: 'text' }, NOW)

    expect([written, await readFile(path, 'utf8')]).toEqual([path, 'text'])
  })

  it('writes into a folder under the default name with the time', async () => {
    const path = await folder()

    const written = await writeExport({ path, default: 'newman-run-report.html', content: 'x' }, NOW)

    expect(written).toBe(join(path, 'newman-run-report-2026-11-23-17-40-11-007-0.html'))
  })

  it('writes bytes as they are', async () => {
    const path = join(await folder(), 'a.bin')

    await writeExport({ path, content: Uint8Array.of(0, 255) }, NOW)

    expect([...(await readFile(path))]).toEqual([0, 255])
  })

  it('writes nothing without a path and a default name', async () => {
    expect(await writeExport({ content: 'x' }, NOW)).toBeUndefined()
  })
})

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'export-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}
