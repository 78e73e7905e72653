import type { Redactor } from '../report/redact.ts'
import type { Jwt } from '../token/read.ts'

/** What may be shown of a JWT: header and claims, without the secrets that they hold. */
export function shownJwt({ header, claims }: Jwt, gate: Redactor): Pick<Jwt, 'header' | 'claims'> {
  return gate.document({ header, claims }) as Pick<Jwt, 'header' | 'claims'>
}
