import { createHash } from 'node:crypto'

/** The admin environment of every stand-in, so that a plain environment file can name it. */
export const ADMIN_ENVIRONMENT_ID = '5f1a9e30-0000-4000-8000-00000000ad01'

/** The worker application in the admin environment. */
export const ADMIN_APPLICATION_ID = '5f1a9e30-0000-4000-8000-00000000ad02'

/** The worker's secret. Not a secret: it opens nothing but a stand-in on the loopback interface. */
export const ADMIN_APPLICATION_SECRET = 'standin-admin-secret-not-a-real-one-0001'

/** The sandbox environment of every stand-in. */
export const SANDBOX_ENVIRONMENT_ID = '5f1a9e30-0000-4000-8000-00000000e001'

/** The id of something that is always there: a UUID made of its names, the same on every start. */
export function fixedId(...names: readonly string[]): string {
  const hex = createHash('sha256').update(names.join('/')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
