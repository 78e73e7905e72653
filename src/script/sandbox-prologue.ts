/** What pm.test looks like in the sandbox. */
interface TestApi {
  test: (name: unknown, body?: unknown) => unknown
}

type TestBody = (done?: (error?: unknown) => void) => unknown

/**
 * The script as the sandbox gets it: our prologue before it, in a function of its own, so that no name of the script is
 * touched, and our epilogue behind it. The marker of the sandbox's mode without legacy names must stay in front.
 */
export function withPrologue(source: string): string {
  const marker = /^["']use sandbox2["'];/.exec(source)?.[0] ?? ''
  return `${marker}${PROLOGUE}${source}${EPILOGUE}`
}

/**
 * The sandbox opens an async function before the script and closes it behind; we close it and open the next.
 * The last semicolon keeps a "use strict" of the script without effect, as the sandbox's own does.
 */
const PROLOGUE = `(${awaitTests.toString()})(pm)})();(async()=>{return(${passReason.toString()})(async()=>{;\n`
const EPILOGUE = '\n})'

/** Lines that come before the first line of the script. */
export const PROLOGUE_LINES: number = PROLOGUE.split('\n').length - 1

/**
 * Makes pm.test wait for the promise that a test returns: resolved is passed, rejected is failed. postman-sandbox reports
 * such a test as passed at once, and newman dies of the rejection.
 * Its text runs inside the sandbox: it may use nothing from outside.
 */
function awaitTests(pm: TestApi): void {
  const { test } = pm
  const reasonOf = async (result: PromiseLike<unknown>): Promise<unknown> => {
    try {
      await result
      return undefined
    } catch (reason) {
      return reason || new Error(`rejected with ${String(reason)}`)
    }
  }
  const wrapped = (name: unknown, body: unknown): unknown => {
    if (typeof body !== 'function') return test(name, body)
    const takesDone = body.length > 0
    return test(name, (report: (error?: unknown) => void) => {
      const result = (body as TestBody)(takesDone ? report : undefined) as PromiseLike<unknown> | undefined
      if (typeof result?.then !== 'function') return takesDone ? undefined : report()
      // The script ends when no timer is left, and a promise is none.
      const hold = setInterval(() => undefined, 2 ** 30)
      return reasonOf(result).then((reason) => {
        clearInterval(hold)
        return takesDone && reason === undefined ? undefined : report(reason)
      })
    })
  }
  pm.test = Object.assign(wrapped, test)
}

/**
 * Runs the script. The sandbox takes what it throws for an error only if it is truthy: `throw null` would be a success.
 * Its text runs inside the sandbox, too.
 */
async function passReason(script: () => Promise<unknown>): Promise<unknown> {
  try {
    return await script()
  } catch (reason) {
    if (reason) throw reason
    throw new Error(`threw ${String(reason)}`)
  }
}
