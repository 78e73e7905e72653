import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDescribeFile } from '../../src/http/files.ts'
import { temporaryFolder } from '../support/cli.ts'

describe('describeFile()', () => {
  it('finds a file by its path relative to the working directory', async () => {
    const { workingDir } = folders()

    const file = await createDescribeFile({ workingDir, insecureFileRead: false })('inside.json')

    expect(file).toEqual({ kind: 'file', path: join(workingDir, 'inside.json'), name: 'inside.json', sizeBytes: 2 })
  })

  it('reads outside of the working directory unless that is forbidden', async () => {
    const { workingDir, root } = folders()

    const file = await createDescribeFile({ workingDir, insecureFileRead: true })('../outside.txt')

    expect(file).toEqual({ kind: 'file', path: join(root, 'outside.txt'), name: 'outside.txt', sizeBytes: 6 })
  })

  it.each(['../outside.txt', '../gone.txt', '../work-too/x', 'link.txt', 'linked/outside.txt', '/etc/hostname'])(
    'refuses %s when only the working directory may be read',
    async (src) => {
      const { workingDir } = folders()

      const file = await createDescribeFile({ workingDir, insecureFileRead: false })(src)

      expect(file).toEqual({
        kind: 'failed',
        failure: {
          code: 'FILE_UNREADABLE',
          message: `Cannot read "${src}" for the request body: it is outside of the working directory`,
          hint: 'Move it there, set --working-dir, or leave out --no-insecure-file-read',
          error: { name: 'Error', message: 'PPERM: insecure file access outside working directory' },
        },
      })
    },
  )

  it('follows a link that stays inside', async () => {
    const { workingDir } = folders()

    const file = await createDescribeFile({ workingDir, insecureFileRead: false })('near.json')

    expect(file).toEqual({ kind: 'file', path: join(workingDir, 'inside.json'), name: 'near.json', sizeBytes: 2 })
  })

  it('says that there is no such file', async () => {
    const { workingDir } = folders()

    const file = await createDescribeFile({ workingDir, insecureFileRead: true })('gone')

    expect(file).toEqual({
      kind: 'failed',
      failure: {
        code: 'FILE_UNREADABLE',
        message: 'Cannot read "gone" for the request body: no such file',
        hint: 'Relative paths start at --working-dir, by default the current folder',
        error: { name: 'Error', message: '"gone", no such file' },
      },
    })
  })

  it('says that a folder is not a file', async () => {
    const { workingDir } = folders()

    const file = await createDescribeFile({ workingDir, insecureFileRead: true })('folder')

    expect(file).toEqual({
      kind: 'failed',
      failure: {
        code: 'FILE_UNREADABLE',
        message: 'Cannot read "folder" for the request body: it is not a file',
        error: { name: 'Error', message: '"folder", is not a file' },
      },
    })
  })
})

/** A working directory with a file, a folder and links, beside a file that is outside of it. */
function folders(): { readonly root: string; readonly workingDir: string } {
  const root = realpathSync(temporaryFolder())
  const workingDir = join(root, 'work')
  mkdirSync(join(workingDir, 'folder'), { recursive: true })
  writeFileSync(join(root, 'outside.txt'), 'secret')
  writeFileSync(join(workingDir, 'inside.json'), '{}')
  symlinkSync(join(root, 'outside.txt'), join(workingDir, 'link.txt'))
  symlinkSync(root, join(workingDir, 'linked'))
  symlinkSync(join(workingDir, 'inside.json'), join(workingDir, 'near.json'))
  return { root, workingDir }
}
