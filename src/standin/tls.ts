import { isIP } from 'node:net'

/** Key and certificate of a server, PEM. */
export interface TlsIdentity {
  readonly key: string
  readonly cert: string
}

/** Makes a certificate that vouches for itself, for this address and every name of the loopback interface. */
export async function makeIdentity(host: string): Promise<TlsIdentity> {
  const { generate } = await import('selfsigned')
  const names = [...new Set(['localhost', '127.0.0.1', '::1', host])]
  const altNames = names.map((name) =>
    isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name },
  )
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'PingOne stand-in of flowgate' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyCertSign: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  })
  return { key, cert }
}
