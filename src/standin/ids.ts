/** The admin environment of every stand-in, so that a plain environment file can name it. */
export const ADMIN_ENVIRONMENT_ID = '5f1a9e30-0000-4000-8000-00000000ad01'

/** The worker application in the admin environment. */
export const ADMIN_APPLICATION_ID = '5f1a9e30-0000-4000-8000-00000000ad02'

/** The worker's secret. Not a secret: it opens nothing but a stand-in on the loopback interface. */
export const ADMIN_APPLICATION_SECRET = 'standin-admin-secret-not-a-real-one-0001'

/** The sandbox environment of every stand-in. */
export const SANDBOX_ENVIRONMENT_ID = '5f1a9e30-0000-4000-8000-00000000e001'
