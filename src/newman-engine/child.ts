import type { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { plain } from './changes.ts'
import { thrownOf } from './failure.ts'
import { EVENTS, type NewmanArgs } from './newman.ts'
import type { Left, Order, Told } from './protocol.ts'
import { createTranslate, type TranslateInput } from './translate.ts'

/** newman's package. */
interface Newman {
  readonly run: (options: object, callback: (error: unknown) => void) => Emitter
}

type Emitter = EventEmitter & { readonly summary?: Summary }

interface Summary {
  readonly collection: Variables & { readonly variables: Json; readonly forEachItem: ForEachItem }
  readonly environment: Json
  readonly globals: Json
}

type ForEachItem = (visit: (item: { readonly id: string }) => void) => void
type Variables = object

interface Json {
  readonly toJSON: () => unknown
}

/** A jar of the cookie library that newman uses. */
interface Jar extends Json {
  readonly constructor: { readonly fromJSON?: (text: string) => Jar }
}

/** Runs newman in this process, which is newman's own: what ends it ends nothing else. */
process.once('message', (order: Order) => {
  // Whether the other process is still there matters only as long as newman has something to do.
  process.channel?.unref()
  void start(order)
})
// Ctrl-C goes to both processes: the other one decides, and lives to write its reports.
process.on('SIGINT', () => {})
process.once('disconnect', die)

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

async function start(order: Order): Promise<void> {
  const require = createRequire(order.newman)
  const jar = await openJar(require, order.cookieJar)
  const newman = require(order.newman) as Newman
  withoutConfiguration(require, dirname(order.newman))
  let startedAt = performance.now()
  const now = (): number => performance.now() - startedAt
  let didStart = false
  let collection: unknown

  const emitter = newman.run({ ...order.options, ...(jar && { cookieJar: jar }) }, (error) => {
    const message = error ? thrownOf(error).message : undefined
    if (!didStart) return tell({ kind: 'refused', message: message ?? 'it ended without a run' })
    // A script in a loop: newman calls back at once, goes on, and calls back again at the end.
    if (message?.startsWith('Script execution timed out') === true) return
    tell({ kind: 'ended', left: left(), ...(message !== undefined && { error: message }) })
  })

  function left(): Left {
    const { summary } = emitter
    return plain({
      environment: summary?.environment.toJSON(),
      globals: summary?.globals.toJSON(),
      collection: collection ?? summary?.collection.variables.toJSON(),
      cookieJar: jar?.toJSON(),
    }) as Left
  }

  const find = createFind(order, () => emitter.summary)
  const translate = createTranslate({ run: order.run, now, find })
  emitter.on('start', () => {
    didStart = true
    startedAt = performance.now()
    tell({ kind: 'started' })
  })
  // newman's summary has the collection variables of the file.
  emitter.on('script', (_error: unknown, { execution }: NewmanArgs) => {
    collection = execution?.collectionVariables?.toJSON() ?? collection
  })
  for (const name of EVENTS) {
    emitter.on(name, (error: unknown, args: NewmanArgs) => {
      const kind = name === 'beforeRequest' ? 'sending' : 'event'
      for (const event of translate(name, error, args)) tell({ kind, event })
    })
  }

  // What ends newman by itself, a rejection of a script that nobody handles above all. Told first, then it ends as it would have.
  process.once('uncaughtException', (error) => {
    emitter.removeAllListeners()
    tell({ kind: 'died', left: left(), error: thrownOf(error) }, die)
  })
}

/** The options have what configuration files say; newman would mix it in once more, with its reporters and exports. */
function withoutConfiguration(require: NodeJS.Require, folder: string): void {
  const file = require(join(folder, 'lib/config/rc-file')) as {
    load: (done: (error: null, options: object) => void) => void
  }
  file.load = (done) => done(null, {})
}

function tell(told: Told, then: () => void = () => {}): void {
  process.send?.(told, undefined, undefined, then)
}

/** The jar that newman would open itself, so that we see what is in it at the end; undefined: newman opens its own. */
async function openJar(require: NodeJS.Require, path: string | undefined): Promise<Jar | undefined> {
  try {
    const { jar } = require('postman-request') as { readonly jar: () => Jar }
    const fresh = jar()
    return path === undefined ? fresh : fresh.constructor.fromJSON?.(await readFile(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** newman's ids are drawn by lot where the file has none, so items are told apart by their place in the collection. */
function createFind({ items, collectionIds }: Order, summary: () => Summary | undefined): TranslateInput['find'] {
  let places: ReadonlyMap<string, number> | undefined
  return ({ cursor, item }) => {
    const byCursor = items.length === cursor?.length ? items[cursor.position] : undefined
    if (byCursor !== undefined) return { item: byCursor, position: cursor?.position ?? 0 }
    places ??= placesOf(summary())
    const id = collectionIds[places.get(item?.id ?? '') ?? -1]
    const position = items.findIndex((each) => each.id === id)
    const known = items[position]
    if (known !== undefined) return { item: known, position }
    const unknown = { id: item?.id ?? '', name: item?.name ?? '', prerequest: [], test: [] }
    return { item: unknown, position: cursor?.position ?? 0 }
  }
}

function placesOf(summary: Summary | undefined): ReadonlyMap<string, number> {
  const ids: string[] = []
  summary?.collection.forEachItem(({ id }) => ids.push(id))
  return new Map(ids.map((id, place) => [id, place]))
}
