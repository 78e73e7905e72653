import type { ProxyEnv } from '../model/options.ts'

/** Of the environment the variables that name proxies: for the command line and for the library, as in newman. */
export function proxiesOf({
  HTTP_PROXY,
  HTTPS_PROXY,
  NO_PROXY,
  http_proxy,
  https_proxy,
  no_proxy,
}: ProxyEnv): ProxyEnv {
  return { HTTP_PROXY, HTTPS_PROXY, NO_PROXY, http_proxy, https_proxy, no_proxy }
}
