/** Finds the compact JWTs in a text, each once; of masked ones what is left: header, payload and a placeholder. Source: RFC 7515, section 3.1. */
export function jwtsIn(text: string): readonly string[] {
  return text.includes(START) ? [...new Set([...text.matchAll(JWT)].map(([jwt]) => jwt))] : []
}

/** Are there JWTs in these bytes, most likely. */
export function mayHoldJwt(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(START)
}

/** `{"` in base64url. */
const START = 'eyJ'

/** Signed, or, with a word in brackets for all that is behind the header, encrypted and masked. */
const JWT = /(?<![\w-])eyJ[\w-]{5,}\.(?:[\w-]*\.(?:\[[^\][\s]{1,60}\]|[\w-]*(?:\.[\w-]+\.[\w-]+)?)|\[[^\][\s]{1,60}\])/g
