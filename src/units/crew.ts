import type { RunEvent } from '../model/event.ts'
import { Turn } from './turn.ts'
import { type Closable, type Unit, Worker } from './unit.ts'

/** How a crew works. */
interface CrewOptions {
  /** How many units run at once, from 1. */
  readonly workers: number
  /** Nothing more is begun while events of this size wait for their turn. Bytes, default 64 MB. */
  readonly heldBytes?: number
}

/**
 * Runs units at once and tells their events in order, as if they had run one after the other. Units start in the order in which they were added; those
 * whose turn has not come wait in memory, where secrets are safe. When too much waits, nothing more is begun until something was told.
 */
export class Crew implements Closable {
  readonly #workers: readonly Worker[]
  readonly #free: Worker[]
  readonly #heldBytes: number
  readonly #turns: Turn[] = []
  #begun = 0
  #held = 0
  /** Units from here on need not start: one before them has bailed out. */
  #end = Number.POSITIVE_INFINITY

  constructor({ workers, heldBytes = 64 * 1024 * 1024 }: CrewOptions) {
    this.#workers = Array.from({ length: workers }, () => new Worker())
    this.#free = [...this.#workers]
    this.#heldBytes = heldBytes
  }

  /** The events of some units, one unit after the other; units that were over before they began are left out. Read once. */
  add(units: readonly Unit[]): AsyncIterable<RunEvent> {
    const turns = units.map((unit, i) => this.#turnOf(unit, this.#turns.length + i))
    this.#turns.push(...turns)
    return this.#tell(turns)
  }

  /** Stops what still runs, and frees what the workers hold. */
  async close(): Promise<void> {
    this.#end = 0
    await Promise.all(this.#turns.slice(0, this.#begun).map((turn) => turn.cancel()))
    await Promise.all(this.#workers.map((worker) => worker.close()))
  }

  async *#tell(turns: readonly Turn[]): AsyncGenerator<RunEvent, void> {
    try {
      for (const turn of turns) {
        this.#begin()
        if (turn.isStarted) yield* turn.tell()
      }
    } finally {
      // Who stops reading does not want the rest (`bail`).
      await Promise.all(turns.filter(({ isStarted }) => isStarted).map((turn) => turn.cancel()))
    }
  }

  #turnOf(unit: Unit, index: number): Turn {
    return new Turn(unit, {
      onHeld: (bytes) => {
        this.#held += bytes
        if (bytes < 0) this.#begin()
      },
      onBail: () => {
        this.#end = Math.min(this.#end, index + 1)
      },
      onEnd: (worker) => {
        this.#free.push(worker)
        this.#begin()
      },
    })
  }

  #begin(): void {
    while (this.#begun < Math.min(this.#turns.length, this.#end) && this.#held < this.#heldBytes) {
      const turn = this.#turns[this.#begun]
      const worker = this.#free.pop()
      if (turn === undefined || worker === undefined) {
        if (worker !== undefined) this.#free.push(worker)
        return
      }
      this.#begun += 1
      // What is stopped before it has begun still has a start and an end.
      if (this.#begun > 1 && turn.unit.isOver()) this.#free.push(worker)
      else turn.start(worker)
    }
  }
}
