import type { RunEvent } from '../model/event.ts'

/** One at a time: who holds the turn keeps it until it is passed on; the others wait, in order. */
export class Turn {
  readonly #waiting: (() => void)[] = []
  #holder: object | undefined
  #isOpen = false

  /** Ends when it is the turn of `holder`, who may ask again while it is. */
  async take(holder: object): Promise<void> {
    while (!this.#isOpen && this.#holder !== undefined && this.#holder !== holder) {
      await new Promise<void>((go) => this.#waiting.push(go))
    }
    this.#holder = holder
  }

  pass(): void {
    this.#holder = undefined
    this.#waiting.shift()?.()
  }

  /** From now on nobody waits. */
  open(): void {
    this.#isOpen = true
    for (const go of this.#waiting.splice(0)) go()
  }
}

/**
 * Answers are told one by one: what the script does with one comes before the next; it does not hear those of producers. Source: newman 6.2.2, observed.
 */
export async function* inTurn<T>(started: AsyncGenerator<RunEvent, T>, turn: Turn): AsyncGenerator<RunEvent, T> {
  for (;;) {
    const step = await started.next()
    if (step.done === true || isHeard(step.value)) await turn.take(started)
    if (step.done === true) return step.value
    yield step.value
  }
}

function isHeard(event: RunEvent): boolean {
  return (event.type === 'response' || event.type === 'request:failed') && event.producer === undefined
}
