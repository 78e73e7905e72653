import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RunnerError } from '../../src/errors.ts'
import { defaultReportPath, fileOutput, streamOutput } from '../../src/report/output.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowgate-output-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('fileOutput()', () => {
  test.skipIf(process.platform !== 'linux')('fileOutput() gives up where no folder can be made', async () => {
    const output = fileOutput('/proc/nobody/report.txt')

    await expect(output.write('text')).rejects.toMatchObject({
      code: 'REPORT_UNWRITABLE',
      message: 'Cannot write report "/proc/nobody/report.txt": its folder cannot be made',
    })
  })

  test('fileOutput() makes the folders and writes the file', async () => {
    const path = join(folder, 'a', 'b', 'report.txt')
    const output = fileOutput(path)

    await output.write('one ')
    await output.write('zwei ✓')
    await output.close()

    expect(await readFile(path, 'utf8')).toBe('one zwei ✓')
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['report.txt'])
  })

  test('fileOutput() writes an empty file for a report without text', async () => {
    const path = join(folder, 'report.txt')

    await fileOutput(path).close()

    expect(await readFile(path, 'utf8')).toBe('')
  })

  test('fileOutput() leaves an earlier report in place until the new one is complete', async () => {
    const path = join(folder, 'report.txt')
    await writeFile(path, 'old')
    const output = fileOutput(path)

    await output.write('new')
    const during = await readFile(path, 'utf8')
    await output.close()

    expect([during, await readFile(path, 'utf8')]).toEqual(['old', 'new'])
  })

  test('fileOutput() writes as the run goes', async () => {
    const output = fileOutput(join(folder, 'report.txt'))

    await output.write('x'.repeat(100_000))
    const [temporary = ''] = await readdir(folder)
    const { size } = await stat(join(folder, temporary))
    await output.abort()

    expect(size).toBe(100_000)
  })

  test('fileOutput() leaves nothing behind when it is aborted', async () => {
    const output = fileOutput(join(folder, 'report.txt'))
    await output.write('half')

    await output.abort()

    expect(await readdir(folder)).toEqual([])
  })

  test('fileOutput() writes through a symbolic link', async () => {
    const path = join(folder, 'latest.txt')
    await writeFile(join(folder, 'real.txt'), 'old')
    await symlink('real.txt', path)
    const output = fileOutput(path)

    await output.write('new')
    await output.close()

    expect(await readFile(join(folder, 'real.txt'), 'utf8')).toBe('new')
    expect((await readdir(folder)).sort()).toEqual(['latest.txt', 'real.txt'])
  })

  test('fileOutput() writes to a device without replacing it', async () => {
    const output = fileOutput('/dev/null')

    await output.write('gone')
    await output.close()

    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true)
  })

  test('fileOutput() says that the path is a directory', async () => {
    const output = fileOutput(folder)

    const writing = output.write('x')

    await expect(writing).rejects.toEqual(
      new RunnerError('REPORT_UNWRITABLE', `Cannot write report "${folder}": it is a directory`, {
        hint: 'Give the name of a file in it.',
      }),
    )
  })

  test('fileOutput() says that a folder of the path is a file', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    const path = join(file, 'report.txt')

    const writing = fileOutput(path).write('x')

    await expect(writing).rejects.toEqual(
      new RunnerError('REPORT_UNWRITABLE', `Cannot write report "${path}": a part of the path is a file`),
    )
  })

  test('fileOutput() says that the place was taken by a directory in the meantime', async () => {
    const path = join(folder, 'report.txt')
    const output = fileOutput(path)
    await output.write('x')
    await mkdir(path)

    const closing = output.close()

    await expect(closing).rejects.toEqual(
      new RunnerError('REPORT_UNWRITABLE', `Cannot write report "${path}": it is a directory`, {
        hint: 'Give the name of a file in it.',
      }),
    )
    expect(await readdir(folder)).toEqual(['report.txt'])
  })
})

/** A stream that fails with an error of the given code from the second write on. */
function breaking(code: string) {
  const written: string[] = []
  const stream = new Writable({
    write: (chunk, _, callback) => {
      if (written.length > 0) return callback(Object.assign(new Error(`${code}: broken`), { code }))
      written.push(String(chunk))
      return callback()
    },
  })
  return { stream, written }
}

describe('streamOutput()', () => {
  test('streamOutput() writes and leaves the stream open', async () => {
    let text = ''
    const stream = new Writable({
      write: (chunk, _, callback) => {
        text += String(chunk)
        callback()
      },
    })
    const output = streamOutput(stream, 'stdout')

    await output.write('a')
    await output.write('b')
    await output.close()

    expect([text, stream.writable, stream.listenerCount('error')]).toEqual(['ab', true, 0])
  })

  test('streamOutput() is quiet when the reader has gone', async () => {
    const { stream, written } = breaking('EPIPE')
    const output = streamOutput(stream, 'stdout')

    for (const text of ['a', 'b', 'c']) await output.write(text)
    await output.close()

    expect(written).toEqual(['a'])
  })

  test('streamOutput() reports any other error', async () => {
    const output = streamOutput(breaking('ENOSPC').stream, 'stdout')
    await output.write('a')

    const writing = output.write('b')

    await expect(writing).rejects.toEqual(
      new RunnerError('REPORT_UNWRITABLE', 'Cannot write report "stdout": no space left on the device'),
    )
  })
})

describe('defaultReportPath()', () => {
  test.each([
    ['Users API', 'users-api-2026-11-23T17-40-11-123Z.xml'],
    ['../../etc/passwd', 'etc-passwd-2026-11-23T17-40-11-123Z.xml'],
    ['Größe / 用户', 'größe-用户-2026-11-23T17-40-11-123Z.xml'],
    ['***', 'collection-2026-11-23T17-40-11-123Z.xml'],
    ['', 'collection-2026-11-23T17-40-11-123Z.xml'],
    ['x'.repeat(300), `${'x'.repeat(48)}-2026-11-23T17-40-11-123Z.xml`],
    [`${'x'.repeat(47)} y`, `${'x'.repeat(47)}-2026-11-23T17-40-11-123Z.xml`],
  ])('defaultReportPath() makes a safe name of %j', (collection, name) => {
    const path = defaultReportPath('reports', { collection, startedAt: '2026-11-23T17:40:11.123Z', extension: 'xml' })

    expect(path).toBe(join('reports', name))
  })
})
