import type { Answer, Dialect, Question } from '../messages.ts'
import { type Maker, makeAnswer } from './response.ts'
import type { SdkCookieList, SdkResponse } from './sdk.ts'
import { plainRequest } from './template.ts'

/** What pm.sendRequest and its like need of the script they belong to. */
export interface Asking {
  readonly dialect: Dialect
  readonly maker: Maker
  /** Asks the host; `settle` is called with its answer, unless the script is over by then. */
  readonly ask: (question: Question, settle: (answer: Answer) => void) => void
  readonly print: (level: 'warn', values: readonly unknown[]) => void
  /** A callback threw. */
  readonly onError: (error: unknown) => void
}

type Callback = (error: unknown, response?: SdkResponse, history?: { readonly cookies: SdkCookieList }) => unknown

interface Sent {
  readonly response: SdkResponse
  readonly cookies: SdkCookieList
}

/** pm.sendRequest. In the dialect `newman` it has no promise, as in newman 6.2.2. */
export function makeSendRequest(asking: Asking): (this: unknown, request: unknown, callback?: unknown) => unknown {
  const { dialect, maker, ask, print, onError } = asking

  function send(request: unknown, settle: (error: unknown, sent?: Sent) => void): void {
    const { Request, Response: _unused, CookieList } = maker.sdk()
    const made = Request.isRequest?.(request) ? request : new Request(request)
    const { request: json, written } = plainRequest<RequestJson>(made, dialect)
    // The host leaves them out.
    if (hasFiles(json)) print('warn', ['uploading files from scripts is not allowed'])
    ask({ kind: 'send', request: json, ...(written !== undefined && { written }) }, (answer) => {
      if (answer.kind !== 'response' || answer.response === null) return settle(refusalOf(answer, dialect))
      const { cookies } = answer.response
      settle(null, { response: makeAnswer(answer.response, maker), cookies: new CookieList({}, cookies) })
    })
  }

  // The name of an expression would be lost on the way into the realm, and it is seen in the console.
  function sendRequest(this: unknown, request: unknown, callback?: unknown): unknown {
    const isCalled = typeof callback === 'function'
    const call = (error: unknown, sent?: Sent): unknown =>
      isCalled &&
      (sent === undefined
        ? (callback as Callback).call(this, error)
        : (callback as Callback).call(this, null, sent.response, { cookies: sent.cookies }))

    if (dialect === 'newman') {
      if (!request) return isCalled && call(nothingToSend())
      send(request, (error, sent) => {
        try {
          // newman 6.2.2 gives an empty response along with an error.
          if (sent === undefined && isCalled)
            (callback as Callback).call(this, error, new (maker.sdk().Response)(), undefined)
          else call(error, sent)
        } catch (thrown) {
          onError(thrown)
        }
      })
      return this
    }

    const sending = new Promise<Sent>((resolve, reject) => {
      if (!request) return reject(nothingToSend())
      send(request, (error, sent) => (sent === undefined ? reject(error) : resolve(sent)))
    })
    if (!isCalled) return sending.then(({ response }) => response)
    // A callback that throws for a response is called again with its error: so does Postman.
    sending.then((sent) => call(null, sent)).catch((error: unknown) => call(error))
    return this
  }

  return sendRequest
}

/** newman's error of a request loses name and message on its way to the script. */
function refusalOf(answer: Answer, dialect: Dialect): object {
  if (answer.kind !== 'failed' || dialect !== 'newman') return errorOf(answer)
  return { ...answer.system }
}

/** The error of a question that was not answered. */
export function errorOf(answer: Answer): Error {
  if (answer.kind !== 'failed') return new Error('no answer')
  const { name, message, code } = answer
  return Object.assign(new Error(message), { name }, code === undefined ? {} : { code })
}

function nothingToSend(): Error {
  return new Error('sendrequest: nothing to request')
}

/** Postman's request JSON, as it crosses. */
interface RequestJson {
  readonly body?: { readonly mode?: string; readonly formdata?: readonly { readonly type?: string }[] }
}

function hasFiles({ body }: RequestJson): boolean {
  return (
    body?.mode === 'file' || (body?.mode === 'formdata' && body.formdata?.some(({ type }) => type === 'file') === true)
  )
}
