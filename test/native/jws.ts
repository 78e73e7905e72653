import { constants, createHmac, createVerify, type KeyObject } from 'node:crypto'

/** Header and payload of a compact JWS as text, undecoded otherwise: their order counts. */
export function decode(jws: string): { readonly header: string; readonly payload: string } {
  const [header = '', payload = ''] = jws.split('.')
  return { header: fromBase64url(header), payload: fromBase64url(payload) }
}

/** Is the signature an HMAC of the text? Independent of jose. */
export function isHmac(jws: string, hash: string, secret: string): boolean {
  const { signed, signature } = split(jws)
  return createHmac(hash, Buffer.from(secret, 'utf8')).update(signed).digest('base64url') === signature
}

/** Is the signature an RSASSA-PKCS1-v1_5 signature of the text? Independent of jose. */
export function isRsa(jws: string, hash: string, publicKey: KeyObject): boolean {
  const { signed, signature } = split(jws)
  return createVerify(`RSA-${hash}`).update(signed).verify(publicKey, signature, 'base64url')
}

/** Is the signature an RSASSA-PSS signature of the text, with a salt as long as the hash? Independent of jose. */
export function isRsaPss(jws: string, hash: string, key: KeyObject): boolean {
  const { signed, signature } = split(jws)
  const options = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
  return createVerify(`RSA-${hash}`).update(signed).verify(options, signature, 'base64url')
}

/** Is the signature an ECDSA signature of the text, r and s one behind the other? Independent of jose. */
export function isEcdsa(jws: string, hash: string, key: KeyObject): boolean {
  const { signed, signature } = split(jws)
  return createVerify(hash).update(signed).verify({ key, dsaEncoding: 'ieee-p1363' }, signature, 'base64url')
}

function split(jws: string): { readonly signed: string; readonly signature: string } {
  const dot = jws.lastIndexOf('.')
  return { signed: jws.slice(0, dot), signature: jws.slice(dot + 1) }
}

function fromBase64url(text: string): string {
  return Buffer.from(text, 'base64url').toString('utf8')
}
