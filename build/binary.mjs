// Bundles the binary: dist/main.js and few files in dist/chunks. Node takes about a millisecond to load a file, however small it is.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, transform } from 'esbuild'

/** What dist/main.js loads: commands, and the reports of a run, some when they are asked for. */
const ENTRY = 'cli/index.js'

/** What `flowgate run` loads one after the other. Each list becomes one file, with all that it imports and the lists before it do not. */
const STAGES = [
  [ENTRY],
  // Reads the command line; the thread of the scripts starts behind it.
  ['cli/arguments.js', 'cli/run-options.js', 'cli/collections.js'],
  ['cli/commands/run.js', 'report/cli.js'],
]

/** Bundles dist/main.js in place and what it loads into dist/chunks, without the packages that are `external`; returns the files that went in. */
export async function buildBinary(root, external) {
  const dist = join(root, 'dist')
  const common = { absWorkingDir: root, bundle: true, minifyWhitespace: true, platform: 'node', target: 'node20' }
  const options = {
    ...common,
    entryPoints: [{ in: join(dist, ENTRY), out: 'cli' }],
    outdir: join(dist, 'chunks'),
    chunkNames: '[name]-[hash]',
    metafile: true,
    splitting: true,
    format: 'esm',
    external,
    logLevel: 'warning',
    plugins: [parserOfYargs()],
  }
  const { inputs } = (await build({ ...options, write: false })).metafile
  // The imports that hold a stage together take nothing from what they import.
  await build({ ...options, ignoreAnnotations: true, plugins: [...options.plugins, together(root, inputs)] })
  await asCommonJs(join(dist, 'chunks'))
  const main = join(dist, 'main.js')
  await build({ ...common, entryPoints: [main], outfile: main, allowOverwrite: true, format: 'esm' })
  return Object.keys(inputs)
}

/** What a module of the binary has besides what CommonJS gives it: its own address, and `import()`, which is the loader's if it has one. */
const BANNER = [
  'var fileUrl=require("node:url").pathToFileURL(__filename).href',
  'importModule=require.importModule??((name)=>import(name));',
].join(',')

/** Makes the modules of a folder CommonJS, which esbuild cannot split: Node 20 takes code that V8 has kept for scripts, not for other modules. */
async function asCommonJs(folder) {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
      .replaceAll(/\bimport\("(\.\/[^"]+)"\)/g, 'Promise.resolve().then(()=>require("$1"))')
      .replaceAll(/\bimport\(/g, 'importModule(')
    const options = { format: 'cjs', platform: 'node', target: 'node20', minifyWhitespace: true, banner: BANNER }
    const { code } = await transform(text, { ...options, define: { 'import.meta.url': 'fileUrl' } })
    rmSync(join(folder, name))
    const file = join(folder, name.replace(/js$/, 'cjs'))
    writeFileSync(file, code.replaceAll(/\brequire\("(\.\/[^"]+)\.js"\)/g, 'require("$1.cjs")'))
  }
}

/** Bundles the thread of the scripts, as CommonJS: loading modules of the other kind takes a thread 4 ms more. */
export async function buildWorker(folder) {
  const options = { format: 'cjs', platform: 'node', target: 'node20', bundle: true, minifyWhitespace: true }
  await build({ ...options, entryPoints: [join(folder, 'worker.js')], outfile: join(folder, 'worker.cjs') })
  for (const kind of ['js', 'd.ts']) rmSync(join(folder, `worker.${kind}`))
}

/** Of yargs its parser: what `yargs/helpers` has besides needs all of the package, some 100 kB, which nobody asks for. */
function parserOfYargs() {
  return {
    name: 'parser of yargs',
    setup(plugin) {
      plugin.onResolve({ filter: /platform-shims/ }, () => ({ path: 'shim', namespace: 'none' }))
      plugin.onLoad({ filter: /.*/, namespace: 'none' }, () => ({ contents: 'export default undefined' }))
    },
  }
}

/**
 * esbuild puts modules into one file when the same entries reach them, an entry being whatever is loaded by `import()`. So every entry is made to reach
 * the whole of the stages that it has a part of, and of those before them.
 */
function together(root, inputs) {
  const stages = stagesOf(inputs)
  const stageOf = (module) => stages.findIndex((modules) => modules.includes(module))
  const entries = Object.values(inputs).flatMap(({ imports }) => internal(imports, (kind) => kind === 'dynamic-import'))
  // Ours reach the packages.
  const text = (stage) =>
    stages[stage]
      .flatMap((module) => (module.startsWith('dist/') ? `import ${JSON.stringify(join(root, module))}\n` : []))
      .join('')
  return {
    name: 'together',
    setup(plugin) {
      plugin.onResolve({ filter: /^stage:\d$/ }, ({ path }) => ({ path: path.at(-1), namespace: 'stage' }))
      plugin.onLoad({ filter: /.*/, namespace: 'stage' }, ({ path }) => ({
        contents: text(Number(path)),
        resolveDir: root,
      }))
      for (const entry of new Set(entries)) {
        const last = Math.max(...[...reach([entry], inputs)].map(stageOf))
        const needs = Array.from({ length: last + 1 }, (_, stage) => `import 'stage:${stage}'\n`).join('')
        const filter = new RegExp(`${entry.replaceAll(/[.]/g, '\\.')}$`)
        plugin.onLoad({ filter }, ({ path }) => ({ contents: needs + readFileSync(path, 'utf8') }))
      }
    },
  }
}

/** Per stage the modules that are loaded with it. */
function stagesOf(inputs) {
  const seen = new Set([`dist/${ENTRY}`])
  return STAGES.map((names) => {
    const all = reach(
      names.map((name) => `dist/${name}`),
      inputs,
    )
    const modules = [...all].filter((module) => !seen.has(module))
    for (const module of modules) seen.add(module)
    return modules
  })
}

/** All that these modules import without `import()`, and themselves. */
function reach(modules, inputs) {
  const reached = new Set(modules)
  for (const module of reached) {
    for (const path of internal(inputs[module].imports, (kind) => kind !== 'dynamic-import')) reached.add(path)
  }
  return reached
}

function internal(imports, isWanted) {
  return imports.filter(({ kind, external }) => external !== true && isWanted(kind)).map(({ path }) => path)
}
