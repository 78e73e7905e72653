// The limit, first candidate: a bare keep-alive loop of node:http.
import { Agent, get } from 'node:http'

const [url, count] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
for (let i = 0; i < Number(count); i += 1) {
  await new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let size = 0
      response.on('data', (chunk) => {
        size += chunk.length
      })
      response.on('end', () => resolve(size))
    }).on('error', reject)
  })
}
agent.destroy()
