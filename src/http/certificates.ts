import type { WireRequest } from '../model/exchange.ts'
import type { ClientCertificate } from '../model/options.ts'
import { type Address, parseAddress } from './address.ts'
import { matchesUrl } from './url-pattern.ts'

/** The certificate to offer to the server of an address: the first of the list that fits. Only https has any. */
export function findCertificate(
  certificates: readonly ClientCertificate[],
  address: Address,
): ClientCertificate | undefined {
  if (address.protocol !== 'https:') return undefined
  return certificates.find(({ matches }) => matches.some((pattern) => matchesUrl(pattern, address)))
}

/** What is wrong with the certificate of a request, printed before it goes out; the request is sent without those files, as in newman 6.2.2. */
export function certificateWarnings(
  certificates: readonly ClientCertificate[],
  request: Pick<WireRequest, 'url'>,
): readonly string[] {
  const address = certificates.length === 0 ? undefined : parseAddress(request.url)
  return (address && findCertificate(certificates, address)?.warnings) ?? []
}
