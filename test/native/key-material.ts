import { generateKeyPairSync, type KeyObject } from 'node:crypto'

/** A key pair made for this run, and its private half in the forms that people have it in. */
export interface KeyForms {
  readonly publicKey: KeyObject
  readonly pkcs8: string
  readonly publicPem: string
  readonly jwk: Readonly<Record<string, unknown>>
}

/** The passphrase of the encrypted forms. */
export const PASSPHRASE = 'correct horse'

/** An RSA pair with all forms of an RSA private key. */
export function rsaForms(
  bits = 2048,
): KeyForms & { readonly pkcs1: string; readonly encryptedPkcs8: string; readonly encryptedPkcs1: string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const encryption = { cipher: 'aes-256-cbc', passphrase: PASSPHRASE }
  return {
    ...forms(privateKey, publicKey),
    pkcs1: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    encryptedPkcs8: privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString(),
    encryptedPkcs1: privateKey.export({ type: 'pkcs1', format: 'pem', ...encryption }).toString(),
  }
}

/** An EC pair. */
export function ecForms(namedCurve = 'P-256'): KeyForms {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  return forms(privateKey, publicKey)
}

/** A private key that is restricted to RSASSA-PSS, as PEM. */
export function rsaPssPem(): string {
  const { privateKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function forms(privateKey: KeyObject, publicKey: KeyObject): KeyForms {
  return {
    publicKey,
    pkcs8: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: { ...privateKey.export({ format: 'jwk' }) },
  }
}
