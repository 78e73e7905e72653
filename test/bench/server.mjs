// A loopback JSON server in a process of its own, so that it takes no time from the runner. What is sent to /echo comes back. Tells its port on stdout.
import { createServer } from 'node:http'

const body = Buffer.from(
  JSON.stringify({ ok: true, id: 'a3f1c9d2', items: Array.from({ length: 10 }, (_, n) => ({ n })) }),
)
const server = createServer((request, response) => {
  const sent = []
  request.on('data', (chunk) => sent.push(chunk))
  const answer = () => {
    const content = request.url === '/echo' ? Buffer.concat(sent) : body
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': content.length })
    response.end(content)
  }
  // Milliseconds that the answer takes.
  const [, latency] = /latency=(\d+)/.exec(request.url) ?? []
  request.on('end', () => (latency === undefined ? answer() : setTimeout(answer, Number(latency))))
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
