/* { "dialects": ["postman"] } */
const stream = new ReadableStream({ start(c) { c.enqueue('a'); c.enqueue('b'); c.close() } })
const upper = stream.pipeThrough(new TransformStream({ transform(chunk, c) { c.enqueue(chunk.toUpperCase()) } }))
const seen = []
for await (const chunk of upper) seen.push(chunk)
console.log(seen)
