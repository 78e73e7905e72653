import type { ProduceResult } from '../../src/engine/produced.ts'
import { makeValue, type Variables } from './making.ts'

/** As long as PingOne makes them. */
export const SECRET = 'aB3~.-_'.repeat(9).padEnd(64, 'x')

/** What the shipped collection sets before the authorize request. */
const ENVIRONMENT = {
  authPath: 'https://auth.pingone.com',
  envID: 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6',
  mfaNativeAppId: '3f9a2c51-app',
  mfaNativeAppSecret: SECRET,
}

/** What `requestParam`, or another variable, comes to with these variables on top of the environment; an undefined one is missing. */
export async function makeRequestParam(variables: Variables, name = 'requestParam'): Promise<ProduceResult> {
  return makeValue(name, { ...ENVIRONMENT, ...variables })
}
