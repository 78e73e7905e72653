import { skewNote } from '../engine/clock-skew.ts'
import type { Probed } from '../model/probe.ts'
import type { Destination, UnknownDestination } from './destinations.ts'
import type { Finding, Level } from './finding.ts'
import { placeOf, titleOf } from './project.ts'

/** A host that was asked, and what came of it. */
export interface Probe {
  readonly destination: Destination
  readonly probed: Probed
}

/** A certificate that ends sooner than this is told. Milliseconds. */
const SOON_MS = 14 * 24 * 60 * 60 * 1000

const DAY_MS = 24 * 60 * 60 * 1000

/** What hosts have said: whether they can be reached, their certificates, their clocks. */
export function networkFindings(probes: readonly Probe[]): readonly Finding[] {
  return [...proxyFindings(probes), ...probes.flatMap(hostFindings)]
}

/** Hosts that nobody could ask. */
export function unknownFindings(unknown: readonly UnknownDestination[]): readonly Finding[] {
  return unknown.map(({ text, project, item }) => ({
    level: 'note',
    code: 'HOST_UNRESOLVED',
    message: `The host of "${titleOf(item)}" is not known before the run${text === '' ? '' : `: ${text}`}`,
    ...placeOf(project.file, text, item.line),
    hint: 'Nobody asked it; give its variables values in the environment to have it examined',
  }))
}

/** One proxy fails all hosts in the same way. */
function proxyFindings(probes: readonly Probe[]): readonly Finding[] {
  const hosts = new Map<string, { readonly hint: string; readonly hosts: readonly string[] }>()
  for (const { destination, probed } of probes) {
    if (probed.kind !== 'failed' || probed.code !== 'PROXY_FAILED') continue
    const before = hosts.get(probed.reason)?.hosts ?? []
    hosts.set(probed.reason, { hint: probed.hint ?? '', hosts: [...before, `"${destination.host}"`] })
  }
  return [...hosts].map(([reason, { hint, hosts: all }]) => {
    const message = `Cannot reach ${all.join(', ')}: ${reason}`
    return { level: 'error', code: 'PROXY_FAILED', message, hint }
  })
}

function hostFindings({ destination, probed }: Probe): readonly Finding[] {
  const { host, project, item } = destination
  const place = { file: project.file.name, ...(item.line !== undefined && { line: item.line }) }
  if (probed.kind === 'failed') {
    if (probed.code === 'PROXY_FAILED') return []
    const [level, code]: readonly [Level, string] =
      probed.code === 'TLS_FAILED' ? ['error', 'TLS_FAILED'] : ['warning', 'HOST_UNREACHABLE']
    const message = `Cannot reach "${host}": ${probed.reason}`
    return [{ level, code, message, ...place, hint: probed.hint ?? REACH }]
  }
  const note = skewNote({ host, ...probed })
  return [
    ...certificateFindings(host, probed).map((finding) => ({ ...finding, ...place })),
    ...(note === undefined
      ? []
      : [{ level: 'warning' as const, code: 'CLOCK_SKEW', message: note, ...place, hint: CLOCK }]),
  ]
}

const REACH = 'Check the address, the network and its firewalls; --offline asks nobody'
const CLOCK = 'Set the clock of this machine by NTP; if it is right, tell whoever runs the host'

function certificateFindings(
  host: string,
  { validUntil, to }: Extract<Probed, { readonly kind: 'answered' }>,
): readonly Finding[] {
  if (validUntil === undefined || validUntil - to > SOON_MS) return []
  const days = Math.floor((validUntil - to) / DAY_MS)
  const when = `${days === 0 ? 'within a day' : `in ${days} ${days === 1 ? 'day' : 'days'}`}, on ${new Date(validUntil).toISOString().slice(0, 10)}`
  return [
    {
      level: 'warning',
      code: 'CERTIFICATE_EXPIRES',
      message: `The certificate of "${host}", or of an authority behind it, expires ${when}`,
      hint: 'Have it renewed before runs fail with TLS_FAILED',
    },
  ]
}
