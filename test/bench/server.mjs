// A loopback JSON server in a process of its own, so that it takes no time from the runner. Tells its port on stdout.
import { createServer } from 'node:http'

const body = Buffer.from(
  JSON.stringify({ ok: true, id: 'a3f1c9d2', items: Array.from({ length: 10 }, (_, n) => ({ n })) }),
)
const server = createServer((request, response) => {
  request.resume()
  const answer = () => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length })
    response.end(body)
  }
  // Milliseconds that the answer takes.
  const [, latency] = /latency=(\d+)/.exec(request.url) ?? []
  request.on('end', () => (latency === undefined ? answer() : setTimeout(answer, Number(latency))))
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
