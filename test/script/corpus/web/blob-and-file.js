/* { "dialects": ["postman"] } */
const blob = new Blob(['ab', new Uint8Array([99])], { type: 'text/plain' })
console.log(blob.size, blob.type, await blob.text(), (await blob.arrayBuffer()).byteLength)
const file = new File(['x'], 'a.txt')
console.log(file.name, file.size, await file.text())
