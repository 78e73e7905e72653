/** All that a file or a stream can be read as: as it is, and with each encoding undone, twice over. */
function viewsOf(text: string): readonly string[] {
  const once = decoded([text])
  return [text, ...once, ...decoded(once)]
}

/** All that a file or a stream can be read as: as it is, and with each encoding undone. */
export function readingsOf(text: string): readonly string[] {
  return [text, ...decoded([text])]
}

/** Which of the secrets can be read in a text, in whatever encoding. */
export function leaksIn(text: string, secrets: readonly string[]): readonly string[] {
  const views = viewsOf(text)
  return secrets.filter((secret) => views.some((view) => view.includes(secret)))
}

function decoded(texts: readonly string[]): readonly string[] {
  const views = texts.flatMap((text) => DECODERS.flatMap((decode) => decode(text)))
  return [...new Set(views)].filter((view) => !texts.includes(view))
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

type Decode = (text: string) => readonly string[]

const DECODERS: readonly Decode[] = [percent, (text) => percent(text.replaceAll('+', ' ')), entities, json, base64, hex]

function percent(text: string): readonly string[] {
  return [text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString())]
}

function entities(text: string): readonly string[] {
  return [
    text
      .replaceAll(/&#x([\da-f]{1,5});/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
      .replaceAll(/&#(\d{1,6});/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
      .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => NAMED[name] ?? ''),
  ]
}

function json(text: string): readonly string[] {
  const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  return [
    text.replaceAll(/\\(?:u([\da-f]{4})|([^u]))/gi, (_, digits: string | undefined, character: string) =>
      digits === undefined ? (controls[character] ?? character) : String.fromCharCode(Number.parseInt(digits, 16)),
    ),
  ]
}

/** Every run of the alphabet from each of its first four characters on; line breaks in it do not count. */
function base64(text: string): readonly string[] {
  const runs = text.replaceAll(/\r?\n/g, '').match(/[\w+/-]{8,}/g) ?? []
  return [0, 1, 2, 3].map((skip) => runs.map((run) => Buffer.from(run.slice(skip), 'base64').toString()).join('\n'))
}

function hex(text: string): readonly string[] {
  const runs = text.match(/[\da-f]{12,}/gi) ?? []
  return [0, 1].map((skip) => runs.map((run) => Buffer.from(run.slice(skip), 'hex').toString()).join('\n'))
}
