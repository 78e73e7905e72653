import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'

/** All that a file or a stream can be read as: as it is, and with each encoding undone, twice over. */
function viewsOf(text: string): ReadonlySet<string> {
  const lines = new Set(text.split('\n'))
  const [written = '', ...once] = readingsOf([...lines].join('\n'))
  // A line that meant nothing else the first time does not the second time.
  const changed = once.map((view) => view.split('\n').filter((line) => !lines.has(line)))
  return new Set([written, ...once, ...changed.flatMap((left) => readingsOf(texts(left.join('\n'))))])
}

/** Without the noise that decoding leaves of what was not encoded: what is encoded once more is a run of characters that can be seen. */
function texts(view: string): string {
  return (view.match(/(?:[^\p{Cc}\ufffd]|[\t\r\n]){6,}/gu) ?? []).join('\n')
}

/** All that a file or a stream can be read as: as it is, and with each encoding undone. */
export function readingsOf(text: string): readonly string[] {
  return [...new Set([text, ...DECODERS.flatMap((decode) => decode(text))])]
}

/** Which of the secrets can be read in a text, in whatever encoding. */
export function leaksIn(text: string, secrets: readonly string[]): readonly string[] {
  const found = new Set<string>()
  const starts = new Set(secrets.map((secret) => secret.slice(0, 2)))
  for (const view of viewsOf(text)) {
    for (const start of starts) {
      for (let at = view.indexOf(start); at !== -1; at = view.indexOf(start, at + 1)) {
        for (const secret of secrets) if (view.startsWith(secret, at)) found.add(secret)
      }
    }
  }
  return secrets.filter((secret) => found.has(secret))
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

type Decode = (text: string) => readonly string[]

const DECODERS: readonly Decode[] = [
  percent,
  (text) => (text.includes('+') ? percent(text.replaceAll('+', ' ')) : []),
  entities,
  json,
  base64,
  hex,
  listed,
  quotedPrintable,
  (text) => (text.includes('\0') ? [text.replaceAll('\0', '')] : []),
]

function percent(text: string): readonly string[] {
  if (!text.includes('%')) return []
  return [text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())]
}

function quotedPrintable(text: string): readonly string[] {
  if (!text.includes('=')) return []
  return [
    text
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/(?:=[\dA-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString()),
  ]
}

/** `[90,113]`, `<Buffer 5a 71>` */
function listed(text: string): readonly string[] {
  const lists = text.match(/\d{1,3}(?:,\s*\d{1,3}){7,}/g) ?? []
  const dumps = !text.includes('<Buffer ') ? [] : (text.match(/(?<=<Buffer )[\da-f]{2}(?: [\da-f]{2})*/g) ?? [])
  return [
    ...lists.map((list) => Buffer.from(list.split(',').map(Number)).toString()),
    ...dumps.map((dump) => Buffer.from(dump.replaceAll(' ', ''), 'hex').toString()),
  ]
}

function entities(text: string): readonly string[] {
  if (!text.includes('&')) return []
  return [
    text
      .replaceAll(/&#x([\da-f]{1,5});/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
      .replaceAll(/&#(\d{1,6});/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
      .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => NAMED[name] ?? ''),
  ]
}

function json(text: string): readonly string[] {
  const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  if (!text.includes('\\')) return []
  return [
    text.replaceAll(/\\(?:u([\da-f]{4})|([^u]))/gi, (_, digits: string | undefined, character: string) =>
      digits === undefined ? (controls[character] ?? character) : String.fromCharCode(Number.parseInt(digits, 16)),
    ),
  ]
}

/** Every run of the alphabet from each of its first four characters on; line breaks in it do not count. What is packed in it is unpacked. */
function base64(text: string): readonly string[] {
  const joined = text.replaceAll(/\r?\n/g, '')
  // The same words come again and again.
  const runs = [...new Set(joined.match(/[\w+/-]{8,}/g))]
  const shifted = [0, 1, 2, 3].map((skip) =>
    runs.map((run) => Buffer.from(run.slice(skip), 'base64').toString()).join('\n'),
  )
  return [...shifted, runs.map((run) => unpacked(Buffer.from(run, 'base64'))).join('\n')]
}

function hex(text: string): readonly string[] {
  const runs = [...new Set(text.match(/[\da-f]{12,}/gi))]
  return [0, 1].map((skip) => runs.map((run) => Buffer.from(run.slice(skip), 'hex').toString()).join('\n'))
}

const UNPACK = [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync]

/** Three times over, what is packed by gzip, zlib, deflate and brotli; empty for what is not. */
function unpacked(bytes: Uint8Array, depth = 3): string {
  if (depth === 0 || bytes.length < MIN_PACKED) return ''
  for (const unpack of UNPACK.filter((each) => mayBe(bytes, each))) {
    try {
      const inside = unpack(bytes)
      return `${inside.toString()}\n${unpacked(inside, depth - 1)}`
    } catch {
      // Packed in another way, or not at all.
    }
  }
  return ''
}

/** Shorter than a secret can be packed to. */
const MIN_PACKED = 12

/** Marks of gzip and zlib; the others have none, and are tried on what is as long as a packed body. */
function mayBe([first = 0, second = 0, ...{ length }]: Uint8Array, unpack: (typeof UNPACK)[number]): boolean {
  if (unpack === gunzipSync) return first === 0x1f && second === 0x8b
  if (unpack === inflateSync) return (first & 15) === 8 && (first * 256 + second) % 31 === 0
  return length > 40
}
