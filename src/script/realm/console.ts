import type { ConsoleLevel } from '../../model/event.ts'

const LEVELS: readonly ConsoleLevel[] = Object.freeze(['log', 'warn', 'debug', 'info', 'error', 'clear'])

/** The console of a script: each call is handed on. */
export function makeConsole(print: (level: ConsoleLevel, values: readonly unknown[]) => void): object {
  const calls = LEVELS.map((level) => [level, (...values: readonly unknown[]) => print(level, values)] as const)
  return Object.fromEntries(calls)
}
