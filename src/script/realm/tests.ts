/** A pm.test that has an outcome. */
export interface Outcome {
  readonly name: string
  readonly index: number
  readonly skipped: boolean
  /** Present: it failed, by this. */
  readonly error?: { readonly thrown: unknown }
}

/** What pm.test needs of the script it belongs to. */
export interface TestsOwner {
  readonly report: (outcome: Outcome) => void
  /** Work began (+1) or ended (-1): the script is not over before its tests are. */
  readonly onWork: (change: 1 | -1) => void
  /** newman 6.2.2 reports the test of a promise as passed at once; what fails later is told once more, as failed. */
  readonly reportsAtOnce: boolean
}

type Body = (done?: (error?: unknown) => void) => unknown

/** pm.test with its `skip` and `index`. `chain` is what they return: pm. */
export function makeTest(owner: TestsOwner, chain: () => unknown): object {
  let count = 0
  function begin(name: unknown, skipped: boolean): Outcome {
    return { name: String(name), index: count++, skipped }
  }

  function run(outcome: Outcome, body: Body): void {
    let result: unknown
    try {
      result = body()
    } catch (thrown) {
      return owner.report(failedBy(outcome, thrown))
    }
    if (!isThenable(result)) return owner.report(outcome)
    if (owner.reportsAtOnce) owner.report(outcome)
    follow(result, (failure) => {
      if (failure !== undefined) owner.report(failedBy(outcome, reasonOf(failure.reason)))
      else if (!owner.reportsAtOnce) owner.report(outcome)
    })
  }

  function runWithDone(outcome: Outcome, body: Body): void {
    let isBroken = false
    const breakBy = (thrown: unknown): void => {
      isBroken = true
      owner.report(failedBy(outcome, thrown))
    }
    const done = (error?: unknown): void => {
      if (!isBroken) owner.report(error ? failedBy(outcome, error) : outcome)
    }
    try {
      const result = body(done)
      if (isThenable(result)) follow(result, (failure) => failure !== undefined && breakBy(reasonOf(failure.reason)))
    } catch (thrown) {
      breakBy(thrown)
    }
  }

  /** Waits for a promise; the script is not over before. */
  function follow(
    result: PromiseLike<unknown>,
    settle: (failure: { readonly reason: unknown } | undefined) => void,
  ): void {
    owner.onWork(1)
    Promise.resolve(result)
      .then(
        () => settle(undefined),
        (reason: unknown) => settle({ reason }),
      )
      .finally(() => owner.onWork(-1))
  }

  // Nameless, as officially: a name would be seen in the console.
  return Object.assign(
    (name: unknown, body?: unknown): unknown => {
      const outcome = begin(name, false)
      if (typeof body !== 'function') owner.report(outcome)
      else if (body.length > 0) runWithDone(outcome, body as Body)
      else run(outcome, body as Body)
      return chain()
    },
    {
      skip(name: unknown): unknown {
        owner.report(begin(name, true))
        return chain()
      },
      index: () => count,
    },
  )
}

function failedBy(outcome: Outcome, thrown: unknown): Outcome {
  return { ...outcome, error: { thrown } }
}

/** `Promise.reject()` is a failure too. */
function reasonOf(reason: unknown): unknown {
  return reason || new Error(`rejected with ${String(reason)}`)
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined)?.then === 'function'
}
