// Bundles what runs inside of the script realm: the realm's own code, and every library that scripts can ask for, as text.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
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

/** Writes boot.js, libraries.txt and libraries.json into a folder. */
export async function buildRealm(folder) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'boot.js'), await bootText())
  const texts = await Promise.all(
    Object.entries(CHUNKS).map(async ([name, from]) => [name, await chunkText(name, from)]),
  )
  const index = {}
  let all = ''
  for (const [name, text] of texts) {
    index[name] = [
      all.length,
      all.length + text.length,
      GIVEN.filter((given) => new RegExp(`\\b${given}\\b`).test(text)),
    ]
    all += text
  }
  writeFileSync(join(folder, 'libraries.txt'), all)
  writeFileSync(join(folder, 'libraries.json'), JSON.stringify({ index, sugar: sugarNames(all.slice(...index.sugar)) }))
  writeFileSync(join(folder, 'LICENSES.txt'), licenses())
}

async function bootText() {
  const text = await bundle({
    entryPoints: [join(root, 'src/script/realm/boot.ts')],
    format: 'iife',
    globalName: 'realm',
  })
  return `(() => {${text};return realm.boot})()`
}

async function chunkText(name, from) {
  const entry = from.startsWith('.') ? join(root, 'src/script/realm', from) : require.resolve(from)
  return bundle({ entryPoints: [entry], format: 'cjs', plugins: [chunks(name)] })
}

async function bundle(options) {
  const result = await build({
    bundle: true,
    write: false,
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
  return text.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Leaves imports of other chunks to the realm, and puts stand-ins for what is to be evaluated late. */
function chunks(own) {
  return {
    name: 'chunks',
    setup(plugin) {
      plugin.onResolve({ filter: /.*/ }, ({ path, kind, namespace }) => {
        if (kind === 'entry-point' || path.startsWith('/')) return undefined
        // `util/` asks for the version beside the library itself.
        if (path.endsWith('/')) return undefined
        if (path === 'flowgate:world') return { path, external: true }
        const bare = path
        if (own === 'postman-collection' && bare === './dynamic-variables') return { path: bare, namespace: 'dynamic' }
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

/** The licences of what is bundled; they ask to be kept with it. */
function licenses() {
  const names = [
    ...new Set(
      Object.values(CHUNKS)
        .filter((from) => !from.startsWith('.'))
        .map(packageOf),
    ),
  ].toSorted((a, b) => a.localeCompare(b))
  return names.map((name) => `${name}\n\n${licenseOf(name)}\n`).join('\n\n')
}

function packageOf(from) {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

function licenseOf(name) {
  const folder = join(root, 'node_modules', name)
  for (const file of ['LICENSE', 'LICENSE.md', 'LICENCE', 'license', 'LICENSE.txt', 'LICENSE-MIT.txt']) {
    try {
      return readFileSync(join(folder, file), 'utf8').trim()
    } catch {
      // Another spelling, or only the field of package.json.
    }
  }
  return `Licence: ${JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).license ?? 'MIT'}`
}
