'use strict'
// A command line that is loaded once and run again and again: newman's, or that of the build, each with its own folder, environment and exit code.
// What ends the process (an error that nobody catches, a usage error of newman) ends this one as well, with its exit code.
const Module = require('node:module')
const path = require('node:path')
const url = require('node:url')

const RUNS = { newman: runNewman, flowgate: runFlowgate }
const FLOWGATE = url.pathToFileURL(path.join(__dirname, '../../dist/main.js')).href

// Each line listens for signals and errors of its streams as a process would, for good.
for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0)

// newman-reporter-allure leaves another `global` behind.
const GLOBAL = Object.getOwnPropertyDescriptor(globalThis, 'global')

process.on('disconnect', () => process.exit())
process.on('message', ({ program, args, cwd, env, mark }) => {
  Object.defineProperty(globalThis, 'global', GLOBAL)
  process.chdir(cwd)
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name]
  Object.assign(process.env, env)
  // Node reads NODE_PATH when it starts.
  Module._initPaths()
  process.argv.splice(2, Infinity, ...args)
  process.exitCode = undefined
  RUNS[program](args, mark, (summary) => {
    const code = process.exitCode ?? 0
    for (const stream of [process.stdout, process.stderr]) stream.write(mark)
    process.send({ code, summary })
  })
})

/** Evaluates the main module anew; it has come to its end when the run has. What it imports stays loaded. */
async function runFlowgate(_args, mark, ended) {
  await import(`${FLOWGATE}?${encodeURIComponent(mark)}`)
  ended()
}

function runNewman(args, _mark, ended) {
  const newman = require('newman')
  const line = require.resolve('newman/bin/newman.js')
  const run = newman.run
  newman.run = (options, callback) => {
    newman.run = run
    return run(options, (error, summary) => {
      callback(error, summary)
      setImmediate(() => ended(summary && told(summary)))
    })
  }
  // What reads the command line keeps the options of the last one.
  delete require.cache[line]
  require(line)(['node', 'newman', ...args])
}

/** Of the summary, what tests ask for without a report. */
function told({ run: { stats, failures }, environment }) {
  return {
    requests: stats.requests.total,
    assertions: stats.assertions.total,
    failures: failures.map(({ error, source }) => ({
      item: source?.name,
      assertion: error.test,
      message: error.message,
    })),
    environment: Object.fromEntries(environment.values.map(({ key, value }) => [key, value])),
  }
}
