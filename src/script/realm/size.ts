import { defineWritable } from './define.ts'
import type { Sdk, SdkResponse } from './sdk.ts'

/** Makes `size()` of responses count as newman's SDK does: of a compressed body what Content-Length says, else the bytes that are left. */
export function countAsNewman(sdk: Sdk): void {
  const { prototype } = sdk.Response
  const { size: counted } = prototype
  defineWritable(prototype, 'size', function size(this: SdkResponse) {
    const { header } = counted.call(this)
    const body = bodySize(this)
    return { body, header, total: body + header }
  })
}

function bodySize({ headers, stream }: SdkResponse): number {
  const length = headers.get('Content-Length') ?? ''
  const isCompressed = /gzip|deflate/i.test(headers.get('Content-Encoding') ?? '')
  return isCompressed && /^\s*\d+\s*$/.test(length) ? Number(length) : (stream?.byteLength ?? 0)
}
