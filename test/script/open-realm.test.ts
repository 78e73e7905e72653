import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

// Flags of V8 are those of a whole process.
const SCRIPT = `
  import { readFileSync } from 'node:fs'
  import { setFlagsFromString } from 'node:v8'
  import { MessageChannel } from 'node:worker_threads'
  import { openRealm } from './dist/script/open-realm.js'

  if (process.argv[1] === 'other flags') setFlagsFromString('--heap-growing-percent=50')
  const read = (name) => readFileSync('dist/realm/' + name, 'latin1')
  const bytes = readFileSync('dist/realm/code.bin')
  const { places } = JSON.parse(read('code.json'))
  const code = Object.fromEntries(Object.entries(places).map(([name, [from, to]]) => [name, bytes.subarray(from, to)]))
  const { port1, port2 } = new MessageChannel()
  const parts = { boot: read('boot.js'), libraries: read('libraries.txt'), index: read('libraries.json') }
  const { scripts } = openRealm(port2, 'postman', { ...parts, code })
  console.log(JSON.stringify([...scripts].map(([name, script]) => [name, script.cachedDataRejected])))
  port1.on('message', (message) => {
    if (message.type === 'pong') process.exit()
  })
  port1.postMessage({ type: 'ping', run: 1 })
`

function open(flags: string): unknown {
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', SCRIPT, flags], { encoding: 'utf8' }))
}

test('a realm is opened with the code that V8 has kept of it', () => {
  expect(open('same flags')).toEqual(
    [
      'flowgate:realm',
      'chai',
      '_process',
      'buffer',
      'util',
      'inherits',
      'postman-collection',
      'lodash',
      'uuid',
      'json',
      'chai-postman',
    ].map((name) => [name, false]),
  )
})

test('a realm is opened without it where V8 cannot use it', () => {
  expect(open('other flags')).toEqual([['flowgate:realm', true]])
})
