import type { ProduceResult } from '../../src/engine/ports.ts'
import { createProduce } from '../../src/native/produce.ts'
import { numberedRandom, stillClock } from '../support/ports.ts'

/** As long as PingOne makes them. */
export const SECRET = 'aB3~.-_'.repeat(9).padEnd(64, 'x')

/** What the shipped collection sets before the authorize request. */
const ENVIRONMENT = {
  authPath: 'https://auth.pingone.com',
  envID: 'abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6',
  mfaNativeAppId: '3f9a2c51-app',
  mfaNativeAppSecret: SECRET,
}

/** 2026-03-01T12:00:00.999Z: a claim must not round up. */
const NOW = Date.UTC(2026, 2, 1, 12, 0, 0, 999)

/** What `requestParam` comes to with these variables on top of the environment; an undefined one is missing. */
export async function makeRequestParam(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<ProduceResult> {
  const all: Readonly<Record<string, string | undefined>> = { ...ENVIRONMENT, ...variables }
  const get = (name: string): string | undefined => all[name]
  return createProduce().make('requestParam', { get, clock: stillClock(NOW), random: numberedRandom() })
}
