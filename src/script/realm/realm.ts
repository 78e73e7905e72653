import type { ConsoleLevel } from '../../model/event.ts'
import type { Dialect, FromRealm } from '../messages.ts'
import type { Compile } from './compile.ts'
import type { MakePm } from './pm.ts'
import type { Maker } from './response.ts'

/** What a script needs of the realm that it runs in. */
export interface Realm {
  readonly dialect: Dialect
  readonly maker: Maker
  readonly makePm: MakePm
  /** A library by its name, loaded at its first use. */
  readonly library: (name: string) => unknown
  /** Texts of the packages that pm.require finds, by name. */
  readonly packages: Readonly<Record<string, string>> | undefined
  /** Names of globals that every script gets as parameters, beside its own. */
  readonly globals: readonly string[]
  readonly globalValue: (name: string) => unknown
  readonly compiled: Compile
  readonly post: (message: FromRealm) => void
  /** Prints for a script that is over, in the name of the one that runs. */
  readonly printLate: (level: ConsoleLevel, values: readonly unknown[]) => void
  /** Numbers timers and questions, from 1. */
  readonly nextTicket: () => number
  /** Calls back after some time; 0: as soon as all that is ready now has run. */
  readonly wait: (ms: number, then: () => void) => void
}
