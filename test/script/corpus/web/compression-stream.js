/* { "dialects": ["postman"] } */
const zipped = new Blob(['hello hello hello']).stream().pipeThrough(new CompressionStream('gzip'))
const back = zipped.pipeThrough(new DecompressionStream('gzip'))
console.log(await new (class { async text() { const parts = []; for await (const part of back) parts.push(part); return Buffer.concat(parts).toString() } })().text())
