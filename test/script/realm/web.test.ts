import { expect, test } from 'vitest'
import { createBareRealms } from '../../support/bare-realm.ts'

const bareRealm = await createBareRealms()

/** What Node 20 answers to the same, but where the name says otherwise. */
test.each([
  ['URL: a relative one', `new URL('../x', 'http://a/b/c/d').href`, 'http://a/b/x'],
  ['URL: a name in capitals', `new URL('http://EXAMPLE.com:80').href`, 'http://example.com/'],
  ['URL: a name in another script', `new URL('http://faß.de').hostname`, 'xn--fa-hia.de'],
  ['URL: a broken name', `URL.canParse('http://xn--.com')`, false],
  ['URL: a number for a name', `new URL('http://1.2.3/').host`, '1.2.0.3'],
  ['URLSearchParams', `new URLSearchParams('?a=%zz&b=+').toString()`, 'a=%25zz&b=+'],
  ['TextEncoder: half a pair', `new TextEncoder().encode('a\\ud800').join()`, '97,239,191,189'],
  [
    'TextDecoder: a mark of the order, once',
    `const d = new TextDecoder(); const b = [0xef, 0xbb, 0xbf, 97]; [d.decode(new Uint8Array(b), { stream: true }), d.decode(new Uint8Array(b)).length].join()`,
    'a,2',
  ],
  [
    'TextDecoder: a character in two parts',
    `const d = new TextDecoder(); d.decode(new Uint8Array([0xe2, 0x82]), { stream: true }) + d.decode(new Uint8Array([0xac]))`,
    '€',
  ],
  ['TextDecoder: half a pair', `new TextDecoder('utf-16le').decode(new Uint8Array([0, 0xd8])) === '\\ufffd'`, true],
  ['TextDecoder: windows-1251', `new TextDecoder('windows-1251').decode(new Uint8Array([0xe0]))`, 'а'],
  ['TextDecoder: shift_jis', `new TextDecoder('shift_jis').decode(new Uint8Array([0x82, 0xa0]))`, 'あ'],
  [
    'TextDecoder: an unknown name',
    `thrown(() => new TextDecoder('nope'))`,
    'RangeError: The "nope" encoding is not supported',
  ],
  [
    'TextDecoder: no text',
    `thrown(() => new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255])))`,
    'TypeError: The encoded data was not valid for encoding utf-8',
  ],
  ['atob()', `atob(' a G k ')`, 'hi'],
  ['btoa(): beyond bytes', `thrown(() => btoa('€'))`, 'InvalidCharacterError: Invalid character'],
  ['btoa(): one and two over', `btoa('a') + btoa('ab') + btoa('abc')`, 'YQ==YWI=YWJj'],
  [
    'structuredClone(): a circle',
    `const o = {}; o.self = o; const c = structuredClone(o); c.self === c && c !== o`,
    true,
  ],
  [
    'structuredClone(): a member __proto__',
    `Object.keys(structuredClone(JSON.parse('{"__proto__":{"x":1}}'))).join()`,
    '__proto__',
  ],
  ['structuredClone(): a hole', `1 in structuredClone([1, , 3])`, false],
  [
    'structuredClone(): a Buffer',
    `structuredClone(require('buffer').Buffer.from('ab')).constructor.name`,
    'Uint8Array',
  ],
  ['structuredClone(): the cause of an error', `structuredClone(new Error('x', { cause: 'y' })).cause`, 'y'],
  [
    'structuredClone(): a function',
    `thrown(() => structuredClone({ a: () => 1 }))`,
    'DataCloneError: () => 1 could not be cloned.',
  ],
  [
    'crypto: a Buffer is an array of integers',
    `crypto.getRandomValues(require('buffer').Buffer.alloc(2)).join()`,
    '7,7',
  ],
  [
    'crypto: an array of fractions',
    `thrown(() => crypto.getRandomValues(new Float32Array(1)))`,
    'TypeMismatchError: The data argument must be an integer-type TypedArray',
  ],
  [
    'AbortController: listeners in their order',
    `const a = new AbortController(); const l = []; a.signal.addEventListener('abort', () => l.push(1)); a.signal.onabort = () => l.push(2); a.abort(); l.join() + a.signal.reason.code`,
    '1,220',
  ],
  ['AbortSignal is not constructed', `thrown(() => new AbortSignal())`, 'TypeError: Illegal constructor'],
  [
    'EventTarget: a listener that throws',
    `const t = new EventTarget(); const l = []; t.addEventListener('a', { handleEvent() { l.push(1) } }); t.addEventListener('a', () => l.push(2), { once: true }); t.dispatchEvent(new Event('a')); t.dispatchEvent(new Event('a')); l.join()`,
    '1,2,1',
  ],
  ['Blob', `new Blob(['ab', new Uint8Array([99])], { type: 'A/B' }).size + new Blob([], { type: 'A/B' }).type`, '3a/b'],
  [
    'File: no name',
    `thrown(() => new File(['a']))`,
    'TypeError: The "fileBits" and "fileName" arguments must be specified',
  ],
  ['DOMException', `new DOMException('m', 'AbortError').code + DOMException.ABORT_ERR`, 40],
  [
    'tags',
    `[new Blob(), crypto, crypto.subtle, new TextDecoder(), new Event('a'), new AbortController()].map((one) => Object.prototype.toString.call(one).slice(8, -1)).join()`,
    'Blob,Crypto,SubtleCrypto,TextDecoder,Event,AbortController',
  ],
])('%s', (_name, source, expected) => {
  const { run } = bareRealm()

  expect(run(`eval(${JSON.stringify(source)})`)).toEqual(expected)
})

const PACK = `async function through(stream, ...chunks) {
  const writer = stream.writable.getWriter()
  for (const chunk of chunks) void writer.write(chunk).catch(() => {})
  void writer.close().catch(() => {})
  const all = []
  for await (const chunk of stream.readable) all.push(...chunk)
  return new Uint8Array(all)
}`

test.each(['gzip', 'deflate', 'deflate-raw'])(
  'DecompressionStream gives back what went into CompressionStream: %s',
  async (format) => {
    const { run } = bareRealm()

    const length =
      run(`${PACK}; through(new CompressionStream('${format}'), new TextEncoder().encode('hello'.repeat(9000)))
    .then((packed) => through(new DecompressionStream('${format}'), packed.subarray(0, 9), packed.subarray(9)))
    .then((bytes) => bytes.length)`)

    expect(await length).toBe(45_000)
  },
)

test.each(['gzip', 'deflate', 'deflate-raw'])('DecompressionStream refuses what is cut off: %s', async (format) => {
  const { run } = bareRealm()

  const outcome = run(`${PACK}; through(new CompressionStream('${format}'), new TextEncoder().encode('hello'))
    .then((packed) => through(new DecompressionStream('${format}'), packed.subarray(0, -1)))
    .then(() => 'read', (error) => error.name)`)

  expect(await outcome).toBe('TypeError')
})

test('TextDecoderStream gives no empty chunk', async () => {
  const { run } = bareRealm()

  const chunks = run(`(async () => {
    const source = new ReadableStream({ start(c) { c.enqueue('ü'); c.close() } })
    const all = []
    for await (const chunk of source.pipeThrough(new TextEncoderStream()).pipeThrough(new TextDecoderStream())) all.push(chunk)
    return all.join('|')
  })()`)

  expect(await chunks).toBe('ü')
})

test('armGlobals() leaves newman without web globals', () => {
  const { run } = bareRealm({ dialect: 'newman' })

  expect(run(`typeof URL + typeof crypto + typeof Blob`)).toBe('undefinedundefinedundefined')
})
