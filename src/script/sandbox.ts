import * as buffer from 'node:buffer'
import { createRequire } from 'node:module'
import { runInThisContext } from 'node:vm'
import type { ConsoleLevel } from '../model/event.ts'
import type { CookieReply, FromWorker, PlainError, ScriptInput, SendReply } from './messages.ts'
import { plainError, plainValue, type ScriptText } from './plain-value.ts'
import { createBridge, type SandboxBridge } from './sandbox-bridge.ts'
import { contextOf, optionsOf, responseDefinition, targetOf } from './sandbox-input.ts'
import { endOf, type LiveAssertion, type LiveExecution, plainAssertion, templateOf } from './sandbox-output.ts'

/** postman-sandbox, started in this thread. It runs one script at a time. */
export interface Sandbox {
  readonly run: (run: number, input: ScriptInput) => void
  readonly answerSend: (run: number, ticket: number, reply: SendReply) => void
  readonly answerCookies: (run: number, ticket: number, reply: CookieReply) => void
}

/** Parts of pm that need a Postman account or a collection service behind them. */
const MISSING_APIS = ['vault', 'datasets', 'require', 'execution.runRequest']

/** The sandbox warns of every legacy name that a script uses; newman does not, and neither do we. */
const DEPRECATION = /^Using "[^"]+" is deprecated\.( Use .+ instead\.)?$/

interface Running {
  readonly run: number
  readonly input: ScriptInput
  readonly text: ScriptText
  readonly skipped: boolean
}

/**
 * Starts postman-sandbox in this thread, for good: its code deletes most globals (process, fetch, URL, …), so that
 * scripts cannot reach them. It must be the last thing that is loaded.
 * We load its code ourselves, without uvm, which would start one more thread and send everything as JSON.
 */
export function startSandbox(post: (message: FromWorker) => void): Sandbox {
  let running: Running | undefined
  // A stack: reading a legacy name while values are serialized prints a warning in between.
  let printed: readonly (readonly unknown[])[] = []
  const bridge = createBridge((name, values) => {
    if (running === undefined) return
    // Code that a script left behind may still print; that belongs to no run.
    if (name === 'execution.console') {
      const last = printed.at(-1) ?? []
      printed = printed.slice(0, -1)
      if (isCursorOf(running.run, values[0])) print(running, values[1] as ConsoleLevel | 'clear', last)
    }
    const suffix = `.${running.run}`
    if (name.endsWith(suffix)) running = receive(running, name.slice(0, -suffix.length), values)
  })

  function print({ run, text }: Running, level: ConsoleLevel | 'clear', values: readonly unknown[]): void {
    const [first] = values
    if (level === 'clear' || (level === 'warn' && typeof first === 'string' && DEPRECATION.test(first))) return
    post({ type: 'console', run, level, values: values.map((value) => plainValue(value, text)) })
  }

  function receive(current: Running, event: string, values: readonly unknown[]): Running | undefined {
    const { run, text } = current
    switch (event) {
      case 'execution.assertion':
        for (const live of values[1] as readonly LiveAssertion[]) {
          post({ type: 'assertion', run, assertion: plainAssertion(live, text) })
        }
        return current
      case 'execution.error':
        post({ type: 'error', run, error: plainError(values[1], text) })
        return current
      case 'execution.request':
        post({ type: 'send', run, ticket: values[2] as number, request: templateOf(values[3]) })
        return current
      case 'execution.cookies': {
        const [ticket, , method, args] = values as readonly [number, string, string, readonly unknown[]]
        post({ type: 'cookies', run, ticket, question: { method, args: JSON.parse(JSON.stringify(args)) } })
        return current
      }
      case 'execution.skipRequest':
        return { ...current, skipped: true }
      case 'execution.result':
        finish(current, values[1] as LiveExecution)
        return undefined
      default:
        return current
    }
  }

  function finish({ run, input, text, skipped }: Running, execution: LiveExecution): void {
    try {
      post({ type: 'end', run, end: endOf(execution, input, skipped) })
    } catch (error) {
      // A script can leave a request behind that cannot be read any more.
      giveUp(run, plainError(error, text))
    }
  }

  function giveUp(run: number, error: PlainError): void {
    post({ type: 'error', run, error })
    post({ type: 'end', run, end: { mutations: [], skipRequest: false } })
  }

  boot(bridge, (values) => {
    printed = [...printed, values]
  })
  return {
    run: (run, input) => {
      const text = { label: input.label, lines: input.source.split('\n').length }
      running = { run, input, text, skipped: false }
      printed = []
      try {
        bridge.emit('execute', String(run), targetOf(input), contextOf(input), optionsOf(run, input))
      } catch (error) {
        running = undefined
        giveUp(run, plainError(error, text))
      }
    },
    answerSend: (run, ticket, reply) => {
      const values = reply.kind === 'failed' ? [sendError(reply)] : sent(reply)
      bridge.emit(`execution.response.${run}`, ticket, ...values)
    },
    answerCookies: (run, ticket, reply) => bridge.emit(`execution.cookies.${run}`, ticket, ...cookieValues(reply)),
  }
}

function boot(bridge: SandboxBridge, onPrint: (values: readonly unknown[]) => void): void {
  const load = createRequire(import.meta.url)('postman-sandbox/.cache/bootcode.js') as BootcodeLoader
  const levels = ['log', 'warn', 'debug', 'info', 'error', 'clear'] as const
  const print = (...values: readonly unknown[]): void => onPrint(values)
  Object.assign(globalThis, {
    bridge,
    // The only module that the sandbox asks its host for; it clears the name when it has it.
    require: (name: string) => (name === 'buffer' ? buffer : undefined),
    console: Object.fromEntries(levels.map((level) => [level, print])),
  })
  const { process } = globalThis
  load((error, code) => {
    if (error) throw error
    runInThisContext(code, { filename: 'postman-sandbox' })
  })
  // A rejection that no script handles is an error of the script that runs, not the end of the thread.
  process.on('unhandledRejection', (reason) => bridge.emit('uncaughtException', reason))
  process.on('uncaughtException', (error) => bridge.emit('uncaughtException', error))
  bridge.emit('initialize', { disabledAPIs: MISSING_APIS })
}

type BootcodeLoader = (done: (error: Error | null, code: string) => void) => void

function isCursorOf(run: number, cursor: unknown): boolean {
  return (cursor as { readonly run: number }).run === run
}

function sent({ response }: Extract<SendReply, { kind: 'response' }>): readonly unknown[] {
  return [null, responseDefinition(response), { cookies: response.cookies }]
}

function sendError({ name, message, code }: Extract<SendReply, { kind: 'failed' }>): Error {
  return Object.assign(new Error(message), { name, code })
}

function cookieValues(reply: CookieReply): readonly unknown[] {
  switch (reply.kind) {
    case 'done':
      return [null]
    case 'one':
      return [null, reply.cookie]
    case 'many':
      return [null, reply.cookies]
    case 'failed':
      return [reply.message]
  }
}
