/* { "dialects": ["postman"] } */
const bytes = new Uint8Array([0xb1, 0xe0, 0x41])
for (const label of ['iso-8859-2', 'windows-1251', 'koi8-r', 'shift_jis', 'gbk', 'big5', 'euc-kr', 'macintosh', 'utf-7', '']) {
  try { const decoder = new TextDecoder(label); console.log(decoder.encoding, decoder.decode(bytes)) } catch (error) { console.log(label, error.name, error.code) }
}
const streamed = new TextDecoder()
console.log([0xf0, 0x9f, 0x98, 0x80].map((byte) => streamed.decode(new Uint8Array([byte]), { stream: true })))
const texts = []
for await (const text of new Blob(['aä€']).stream().pipeThrough(new TextDecoderStream())) texts.push(text)
console.log(texts, new TextEncoderStream().encoding)
