/** What scripts may call of `crypto.subtle`, on both sides. Source: Web Cryptography API, section 14. */
export const SUBTLE_METHODS: readonly string[] = Object.freeze([
  'encrypt',
  'decrypt',
  'sign',
  'verify',
  'digest',
  'generateKey',
  'deriveKey',
  'deriveBits',
  'importKey',
  'exportKey',
  'wrapKey',
  'unwrapKey',
])
