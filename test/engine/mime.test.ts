import { describe, expect, it } from 'vitest'
import { mimeType } from '../../src/engine/mime.ts'

describe('mimeType()', () => {
  it.each([
    ['a.json', 'application/json'],
    ['photo.of.me.JPG', 'image/jpeg'],
    ['report.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['key.pem', 'application/x-x509-ca-cert'],
    ['a.unheard-of', undefined],
    ['noextension', undefined],
    ['folder.json/noextension', undefined],
  ])('knows %s', (name, expected) => {
    const type = mimeType(name)

    expect(type).toBe(expected)
  })
})
