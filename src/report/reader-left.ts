const LEFT: readonly string[] = Object.freeze(['EPIPE', 'ERR_STREAM_DESTROYED'])

/** Did nobody want to read more (`| head`): no fault of anybody. */
export function hasReaderLeft({ code = '' }: Error & { readonly code?: string }): boolean {
  return LEFT.includes(code)
}
