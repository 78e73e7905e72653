// The limit, second candidate: a bare keep-alive loop of undici.
import { Client } from 'undici'

const [url, count] = process.argv.slice(2)
const { origin, pathname } = new URL(url)
const client = new Client(origin)
for (let i = 0; i < Number(count); i += 1) {
  const { body } = await client.request({ path: pathname, method: 'GET' })
  await body.arrayBuffer()
}
await client.close()
