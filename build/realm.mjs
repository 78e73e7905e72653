// Bundles what runs inside of the script realm: the realm's own code, and every library that scripts can ask for, as text.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { licenses } from './licenses.mjs'
import { CHUNKS } from './realm-chunks.mjs'

const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)

/** Names of Node and of hosts that a chunk may use; it gets those that it mentions. The same list stands in src/script/realm/libraries.ts. */
const GIVEN = [
  'global',
  'globalThis',
  'process',
  'Buffer',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'console',
  'TextEncoder',
  'TextDecoder',
]

/** Modules that postman-collection loads although few scripts need them: they are evaluated when they are used. */
const LAZY = ['iconv-lite', 'semver', 'mime', 'mime-format', 'file-type']

/** Imports that lead to a chunk under another name. */
const RENAMED = {
  'liquid-json': 'json',
  '@faker-js/faker/locale/en': '@faker-js/faker',
  'readable-stream': 'stream',
}

/** Imports of one chunk that lead elsewhere: to a stand-in that is bundled with it, or to nothing. */
const IN_PLACE = {
  'whatwg-url': {
    tr46: join(root, 'src/script/realm/chunks/tr46.cjs'),
    // Its tables of East Asian encodings: URLs of scripts are always UTF-8.
    '@exodus/bytes/encoding.js': undefined,
  },
}

/** Chunks that must not look for what they are to replace: the globals of the realm are made from them. */
const WORLDLESS = ['web', 'multi-byte']

/** Writes boot.js, libraries.txt and libraries.json into a folder. */
export async function buildRealm(folder) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'boot.js'), await bootText())
  const bundled = await Promise.all(
    Object.entries(CHUNKS).map(async ([name, from]) => ({ name, ...(await chunk(name, from)) })),
  )
  const index = {}
  let all = ''
  for (const { name, text } of bundled) {
    const given = WORLDLESS.includes(name) ? [] : GIVEN.filter((word) => new RegExp(`\\b${word}\\b`).test(text))
    index[name] = [all.length, all.length + text.length, given]
    all += text
  }
  writeFileSync(join(folder, 'libraries.txt'), all)
  writeFileSync(join(folder, 'libraries.json'), JSON.stringify({ index, sugar: sugarNames(all.slice(...index.sugar)) }))
  writeFileSync(join(folder, 'LICENSES.txt'), licenses(bundled.flatMap(({ files }) => files)))
}

async function bootText() {
  const { text } = await bundle({
    entryPoints: [join(root, 'src/script/realm/boot.ts')],
    format: 'iife',
    globalName: 'realm',
  })
  return `(() => {${text};return realm.boot})()`
}

async function chunk(name, from) {
  const entry = from.startsWith('.') ? join(root, 'src/script/realm', from) : require.resolve(from)
  const world = WORLDLESS.includes(name) ? { define: { globalThis: '{}' }, platform: 'neutral' } : {}
  return bundle({ entryPoints: [entry], format: 'cjs', plugins: [chunks(name)], ...world })
}

/** The text, and the files that it is made of. */
async function bundle(options) {
  const result = await build({
    bundle: true,
    write: false,
    metafile: true,
    absWorkingDir: root,
    // Names stay: chai writes the names of classes into its messages.
    minifyWhitespace: true,
    minifySyntax: options.format === 'iife',
    // The texts are read byte by byte.
    charset: 'ascii',
    legalComments: 'none',
    target: 'es2022',
    platform: 'browser',
    mainFields: ['main'],
    logLevel: 'error',
    ...options,
  })
  const [file] = result.outputFiles
  // A script may have put something on Object.prototype by the time a chunk is evaluated.
  const text = file.text.replaceAll('for(var name in all)', 'for(var name of Object.keys(all))')
  return {
    text: text.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`),
    files: Object.keys(result.metafile.inputs),
  }
}

/** Leaves imports of other chunks to the realm, and puts stand-ins for what is to be evaluated late. */
function chunks(own) {
  return {
    name: 'chunks',
    setup(plugin) {
      plugin.onResolve({ filter: /.*/ }, ({ path, kind, namespace, importer }) => {
        if (kind === 'entry-point' || path.startsWith('/')) return undefined
        const inPlace = IN_PLACE[own] ?? {}
        if (Object.hasOwn(inPlace, path) && importer !== inPlace[path]) {
          return inPlace[path] === undefined ? { path, namespace: 'nothing' } : { path: inPlace[path] }
        }
        // `util/` asks for the version beside the library itself.
        if (path.endsWith('/')) return undefined
        if (path === 'flowgate:world') return { path, external: true }
        const bare = path
        if (own === 'postman-collection' && bare === './dynamic-variables') return { path: bare, namespace: 'dynamic' }
        if (own === 'dynamic-variables' && namespace === 'file' && bare === '@faker-js/faker/locale/en')
          return { path: RENAMED[bare], namespace: 'members' }
        const target = RENAMED[bare] ?? bare
        if (target === own) return undefined
        if (own === 'postman-collection' && namespace === 'file' && LAZY.includes(target))
          return { path: target, namespace: 'late' }
        if (Object.hasOwn(CHUNKS, target)) return { path: target, external: true }
        if (NOTHING.includes(bare)) return { path: bare, namespace: 'nothing' }
        return undefined
      })
      plugin.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {}' }))
      plugin.onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => ({ contents: lateText(path) }))
      plugin.onLoad({ filter: /.*/, namespace: 'members' }, ({ path }) => ({ contents: membersText(path) }))
      plugin.onLoad({ filter: /.*/, namespace: 'dynamic' }, () => ({ contents: dynamicText() }))
    },
  }
}

/** Modules of Node that libraries import and can do without. */
const NOTHING = ['fs', 'crypto', 'http', 'https', 'net', 'tls', 'zlib', 'vm']

function lateText(name) {
  return typeof require(name) === 'function'
    ? `module.exports = (...values) => require(${JSON.stringify(name)})(...values)`
    : `module.exports = new Proxy({}, { get: (_, member) => require(${JSON.stringify(name)})[member] })`
}

/** Functions in groups, which are taken long before they are called: `$guid` and `$timestamp` need none of them. */
function membersText(name) {
  const call = `(...values) => require(${JSON.stringify(name)})[group][member](...values)`
  return `module.exports = new Proxy({}, { get: (_, group) => new Proxy({}, { get: (_, member) => ${call} }) })`
}

/** The dynamic variables by name; the generators come with the first value. */
function dynamicText() {
  const names = Object.keys(require('postman-collection/lib/superstring/dynamic-variables.js'))
  return `const names = ${JSON.stringify(names)}
    module.exports = Object.fromEntries(names.map((name) => [name, { generator: () => require('dynamic-variables')[name].generator() }]))`
}

/** What Sugar adds to the language: [holder, names] for each object it extends. */
function sugarNames(text) {
  const context = createContext({})
  const list = () => runInContext(`(${ownNames.toString()})`, context)(HOLDERS)
  const before = list()
  runInContext(text, context)
  return list().map(([holder, names], at) => [holder, names.filter((name) => !before[at][1].includes(name))])
}

const HOLDERS = ['Object', 'Array', 'String', 'Number', 'Date', 'RegExp', 'Function', 'Boolean'].flatMap((name) => [
  name,
  `${name}.prototype`,
])

/** Runs inside of the context. */
function ownNames(holders) {
  return holders.map((path) => [
    path,
    Object.getOwnPropertyNames(path.split('.').reduce((from, name) => from[name], globalThis)),
  ])
}
