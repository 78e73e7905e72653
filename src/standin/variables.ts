import { ADMIN_APPLICATION_ID, ADMIN_APPLICATION_SECRET, ADMIN_ENVIRONMENT_ID, SANDBOX_ENVIRONMENT_ID } from './ids.ts'

/** What a collection needs to talk to a stand-in at this URL, under Ping's variable names. */
export function standinVariables(url: string): Readonly<Record<string, string>> {
  return {
    authPath: url,
    apiPath: `${url}/v1`,
    adminEnvID: ADMIN_ENVIRONMENT_ID,
    adminAppID: ADMIN_APPLICATION_ID,
    adminAppSecret: ADMIN_APPLICATION_SECRET,
    envID: SANDBOX_ENVIRONMENT_ID,
  }
}
