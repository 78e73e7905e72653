import type { Random } from '../engine/ports.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Letters and digits by chance, for nonces: no secret, only never the same. */
export function randomLetters(length: number, random: Random): string {
  return [...random.bytes(length)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')
}
