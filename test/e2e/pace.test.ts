import { expect, test } from 'vitest'
import { collectionJson, flowgate, temporaryFile } from '../support/cli.ts'
import { eventsIn } from '../support/events.ts'
import { startServer } from '../support/server.ts'

test('--max-rps holds all workers and collections of a command to one pace, and ends with --timeout', async () => {
  const { url } = await startServer()
  const collection = temporaryFile('c.json', collectionJson([{ name: 'a', request: url }]))
  const argv = ['run', collection, '-n', '40', '--workers', '2', '-r', 'ndjson=-', '--max-rps', '2', '--timeout', '900']

  const { code, stdout } = await flowgate(argv)

  const events = await eventsIn(stdout)
  const waits = events.flatMap((event) => (event.type === 'wait' ? [event] : []))
  const first = waits.filter(({ cursor }) => cursor.iteration < 2)
  expect(code).toBe(1)
  // Without one order for both, each worker would have sent its first request at once.
  expect(first).toMatchObject([{ reason: 'rate-limit' }])
  expect(events.filter(({ type }) => type === 'response').length).toBeLessThan(4)
})
