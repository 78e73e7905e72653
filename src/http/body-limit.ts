/** How large a body may become unless told otherwise: beyond it some reports could not write it as one text. */
export const MAX_BODY_BYTES: number = 128 * 1024 * 1024

/** A body that is larger than it may be, as received or once decoded. */
export class BodyTooLarge extends Error {
  override readonly name: string = 'BodyTooLarge'

  constructor(limitBytes: number) {
    super(`the body is larger than ${Math.round(limitBytes / 1024 / 1024)} MB`)
  }
}

/** The pieces of one body as they come in. */
export interface Pieces {
  /** False, and the piece is dropped, when there are more bytes than may be. */
  readonly add: (piece: Buffer) => boolean
  readonly joined: () => Uint8Array
}

/** Collects the pieces of a body of at most `limitBytes`. */
export function collectPieces(limitBytes: number): Pieces {
  const pieces: Buffer[] = []
  let sizeBytes = 0
  return {
    add: (piece) => {
      sizeBytes += piece.byteLength
      if (sizeBytes > limitBytes) return false
      pieces.push(piece)
      return true
    },
    joined: () => {
      const [only] = pieces
      return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces)
    },
  }
}
