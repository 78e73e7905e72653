import { readKey, SIGNING_ALGORITHMS, type SigningAlgorithm } from '../native/keys.ts'
import type { Finding } from './finding.ts'
import { type Project, placeOfVariable } from './project.ts'
import { valuesOf } from './variables.ts'

/** The prefixes of signing inputs, as in docs/producers.md. */
const PREFIXES = ['request', 'loginHint', 'clientAuth', 'dpop'] as const

/** Keys that do not fit the algorithm they are to sign with, and algorithms that there are none of. */
export function checkKeys(project: Project): readonly Finding[] {
  const values = valuesOf(project)
  return PREFIXES.flatMap((prefix): readonly Finding[] => {
    const algName = `${prefix}Alg`
    const algorithm = values.get(algName) ?? ''
    if (algorithm === '' || algorithm.includes('{{')) return []
    const place = (name: string): Pick<Finding, 'file' | 'line'> => placeOfVariable(project.environment.file, name)
    if (!isAlgorithm(algorithm)) {
      const hint = `Use one of ${Object.keys(SIGNING_ALGORITHMS).join(', ')}`
      const message = `${algName} is no algorithm that can sign`
      return [{ level: 'error', code: 'KEY_ALGORITHM', message, ...place(algName), hint }]
    }
    const name = `${prefix}${algorithm.startsWith('HS') ? 'Secret' : 'PrivateKey'}`
    const text = values.get(name) ?? ''
    if (text === '' || text.includes('{{')) return []
    const passphrase = values.get(`${prefix}PrivateKeyPassphrase`)
    const keyId = values.get(`${prefix}KeyId`)
    const result = readKey(text, {
      algorithm,
      ...(passphrase && { passphrase }),
      ...(keyId && { keyId }),
    })
    if (result.kind === 'key') return []
    const hint = `Change ${algName}, or set ${name} to a key for ${algorithm}`
    const message = `${name} does not fit ${algName} ${algorithm}: it ${result.reason}`
    return [{ level: 'error', code: 'KEY_MISMATCH', message, ...place(name), hint }]
  })
}

function isAlgorithm(text: string): text is SigningAlgorithm {
  return Object.hasOwn(SIGNING_ALGORITHMS, text)
}
