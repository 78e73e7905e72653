import type { Answer, FromRealm, Question, ScriptInput } from '../messages.ts'
import { type Api, createApi } from './api.ts'
import { plainError, plainValue, type ScriptText } from './plain-value.ts'
import type { Realm } from './realm.ts'
import { richValues } from './rich-value.ts'
import type { Outcome } from './tests.ts'
import { Timers } from './timers.ts'
import type { WholeScopes } from './views.ts'

/** Taken at the start: a script may replace the global one. */
const { now } = Date

/**
 * One script, from its start to its end. It is over when its code has come to an end and none of its timers, requests and tests is left;
 * what code that it left behind still says is not heard.
 */
export class Execution {
  readonly #run: number
  readonly #input: ScriptInput
  readonly #realm: Realm
  readonly #text: ScriptText
  readonly #timers: Timers
  readonly #api: Api
  readonly #asked = new Map<number, (answer: Answer) => void>()
  /** What a plain script said: it crosses in one piece with its end. */
  #held: FromRealm[] | undefined
  #work = 0
  #hasExited = false
  #isOver = false

  constructor(
    run: number,
    input: ScriptInput,
    { realm, scopes }: { readonly realm: Realm; readonly scopes: WholeScopes },
  ) {
    this.#run = run
    this.#input = input
    this.#realm = realm
    this.#text = { label: input.label, lines: lineCount(input.source) }
    const onWork = (change: 1 | -1): void => this.#onWork(change)
    const onError = (error: unknown): void => this.#fail(error, true)
    const wake = (id: number, ms: number): void => realm.wait(ms, () => this.#timers.fire(id))
    this.#timers = new Timers({ onWork, onError, now, wait: wake })
    const owner = {
      timers: this.#timers,
      onWork,
      onError,
      ask: (question: Question, settle: (answer: Answer) => void) => this.ask(question, settle),
      print: (level: Printed['level'], values: readonly unknown[]) => this.#print(level, values),
      assert: (outcome: Outcome) => this.#assert(outcome),
      skip: () => this.#end(true),
    }
    this.#api = createApi(input, scopes, { realm, owner })
  }

  /** Runs the code. */
  start(): void {
    const { kind, names, value } = this.#api
    let result: unknown
    try {
      const code = this.#realm.compiled(this.#input.source, kind, names)
      if (code.isPlain) this.#held = []
      result = code.run(value)
    } catch (error) {
      return this.#exit({ error })
    }
    if (this.#realm.dialect === 'newman' || this.#held !== undefined) return this.#exit(undefined)
    ;(result as Promise<unknown>).then(
      () => this.#exit(undefined),
      (error: unknown) => this.#exit({ error }),
    )
  }

  /** A promise of this script was rejected, and nobody looked. */
  fail(error: unknown): void {
    this.#fail(error, false)
  }

  /** Ends the script as it is: its timers and questions are forgotten. */
  stop(): void {
    this.#end(false)
  }

  /** Takes the answer to a question, if it is one of this script. */
  answer(ticket: number, answer: Answer): void {
    const settle = this.#asked.get(ticket)
    if (settle === undefined) return
    this.#asked.delete(ticket)
    try {
      settle(answer)
    } catch (error) {
      this.#fail(error, true)
    }
    this.#onWork(-1)
  }

  #fail(error: unknown, isLate: boolean): void {
    this.#post({ type: 'error', run: this.#run, error: plainError(error, this.#text), isLate })
  }

  /** Asks the host; the script is not over before it is answered. */
  ask(question: Question, settle: (answer: Answer) => void): void {
    if (this.#isOver) return
    const ticket = this.#realm.nextTicket()
    // What cannot cross throws here, before it is waited for.
    this.#post({ type: 'ask', run: this.#run, ticket, question })
    this.#asked.set(ticket, question.kind === 'send' ? this.#hearing(settle) : settle)
    this.#onWork(1)
  }

  /** Says when the script is done with an answer: so what it does with it comes before the next one in reports. */
  #hearing(settle: (answer: Answer) => void): (answer: Answer) => void {
    return (answer) => {
      this.#onWork(1)
      this.#realm.wait(0, () => {
        if (!this.#isOver) this.#post({ type: 'heard', run: this.#run })
        this.#onWork(-1)
      })
      settle(answer)
    }
  }

  #exit(failure: { readonly error: unknown } | undefined): void {
    if (this.#isOver) return
    const wasWorking = this.#work > 0
    this.#api.raiseLegacyTests()
    const isNewman = this.#realm.dialect === 'newman'
    const tell = (): void => {
      // Who throws null or undefined has failed at nothing in newman.
      if (failure === undefined || (isNewman && !failure.error)) return
      this.#fail(failure.error || new Error(`threw ${String(failure.error)}`), wasWorking)
    }
    // newman tells at once, before what the script has asked for goes out.
    if (isNewman) tell()
    const finish = (): void => {
      if (!isNewman) tell()
      this.#hasExited = true
      if (this.#work === 0) this.#end(false)
    }
    if (this.#held !== undefined && !wasWorking) return finish()
    this.#release()
    this.#realm.wait(0, finish)
  }

  #onWork(change: 1 | -1): void {
    this.#work += change
    if (this.#work > 0 || !this.#hasExited) return
    this.#realm.wait(0, () => {
      if (this.#work === 0) this.#end(false)
    })
  }

  #end(skipRequest: boolean): void {
    if (this.#isOver) return
    this.#timers.seal()
    this.#asked.clear()
    this.#post({ type: 'end', run: this.#run, end: { ...this.#api.end(), skipRequest } })
    this.#release()
    this.#isOver = true
  }

  #assert({ error, ...outcome }: Outcome): void {
    const failure = error === undefined ? {} : { error: plainError(error.thrown, this.#text) }
    this.#post({ type: 'assertion', run: this.#run, assertion: { ...outcome, ...failure } })
  }

  #print(level: Printed['level'], values: readonly unknown[]): void {
    const plain = values.map((value) => plainValue(value, this.#text))
    // What it left behind may still print, called by the script that runs now.
    if (this.#isOver) return this.#realm.printLate(level, plain)
    const rich = richValues(values, this.#text)
    this.#post({ type: 'console', run: this.#run, level, values: plain, ...(rich && { rich }) })
  }

  #post(message: FromRealm): void {
    if (this.#isOver) return
    if (this.#held === undefined) this.#realm.post(message)
    else this.#held.push(message)
  }

  /** Sends what was held back; from now on everything goes at once. */
  #release(): void {
    const messages = this.#held ?? []
    this.#held = undefined
    if (messages.length > 0) this.#realm.post({ type: 'all', run: this.#run, messages })
  }
}

type Printed = Extract<FromRealm, { type: 'console' }>

function lineCount(source: string): number {
  let lines = 1
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) lines += 1
  return lines
}
