import type { ScriptBridge, ScriptJob, SendResult, Vault } from '../engine/ports.ts'
import { requestFromJson } from '../load/request.ts'
import type { RequestTemplate } from '../model/collection.ts'
import type { Failure } from '../model/failure.ts'
import { answerCookies } from './cookies.ts'
import { sentResponse } from './job-input.ts'
import type { Answer, FromRealm, Question, RichValues, ToRealm, VaultQuestion } from './messages.ts'
import { assertionOf } from './outcome.ts'
import type { Subtle } from './subtle.ts'

/** Where a running script's messages go. */
export interface RelayTarget {
  readonly job: ScriptJob
  readonly bridge: ScriptBridge
  readonly subtle: Subtle
  readonly post: (message: ToRealm, transfer?: readonly ArrayBuffer[]) => void
}

type Relayed = Extract<FromRealm, { type: 'console' | 'assertion' | 'ask' | 'heard' }>

/** Hands one message of a running script to the engine, and the engine's answer, if there is one, back. Never rejects. */
export async function relay(message: Relayed, target: RelayTarget): Promise<void> {
  const { job, bridge, post } = target
  switch (message.type) {
    case 'console':
      return bridge.print(message.level, message.values, richFrom(message.rich))
    case 'assertion':
      return bridge.assert(assertionOf(job, message.assertion))
    case 'heard':
      return bridge.heard()
    case 'ask': {
      const answer = await answerOf(message.question, target)
      const bodies = answer.kind === 'response' && answer.response !== null ? [answer.response.body.buffer] : []
      return post({ type: 'answer', ticket: message.ticket, answer }, bodies)
    }
  }
}

/** What was a Buffer in the script is one here. */
function richFrom(rich: RichValues | undefined): readonly unknown[] | undefined {
  for (const bytes of rich?.buffers ?? []) Object.setPrototypeOf(bytes, Buffer.prototype)
  return rich?.values
}

async function answerOf(question: Question, { bridge, subtle }: RelayTarget): Promise<Answer> {
  switch (question.kind) {
    case 'send':
      return sendAnswer(await bridge.send(withoutFiles(sentTemplate(question))))
    case 'cookies':
      return answerCookies(question.question, bridge.cookies)
    case 'vault':
      return { kind: 'value', value: askVault(question.question, bridge.vault) }
    case 'run-request': {
      const { id, variables: mutations, overrides } = question
      const result = await bridge.runRequest({ id, mutations, overrides })
      if (result.kind === 'failed') return failedAnswer(result.failure)
      const { answer, changes } = result
      return { kind: 'response', response: answer ? sentResponse(answer.response, answer.timings) : null, changes }
    }
    case 'subtle':
      return subtle.call(question.method, question.args)
  }
}

function sentTemplate({ request, written }: Extract<Question, { kind: 'send' }>): RequestTemplate {
  return { ...requestFromJson(request), ...(written !== undefined && { written }) }
}

function askVault(question: VaultQuestion, vault: Vault): string | undefined {
  switch (question.op) {
    case 'get':
      return vault.get(question.key)
    case 'set':
      vault.set(question.key, question.value)
      return undefined
    case 'unset':
      vault.unset(question.key)
      return undefined
  }
}

/** Scripts may not read files: a file body is left out, as are the file parts of a form. The realm has said so. */
function withoutFiles(request: RequestTemplate): RequestTemplate {
  const { body, ...rest } = request
  if (body?.mode === 'file') return rest
  if (body?.mode !== 'formdata') return request
  return { ...rest, body: { ...body, formdata: body.formdata.filter((part) => part.type !== 'file') } }
}

function sendAnswer(result: SendResult): Answer {
  if (result.kind === 'failed') return failedAnswer(result.failure)
  return { kind: 'response', response: sentResponse(result.response, result.timings) }
}

function failedAnswer({ code, message, error }: Failure): Answer {
  const text = error?.message ?? message
  const { name = 'Error', message: _, stack: __, ...system } = error ?? {}
  // Scripts compare err.code with the codes of the system, as newman gives them.
  return {
    kind: 'failed',
    name,
    message: text,
    code: /\bE[A-Z]{3,}\b/.exec(text)?.[0] ?? code,
    ...(Object.keys(system).length > 0 && { system }),
  }
}
