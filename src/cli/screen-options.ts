import type { ScreenFlags as Asked, ScreenSurroundings } from '../report/screen.ts'
import type { Arguments } from './values.ts'

/** What the user and the environment say about the terminal. */
export interface ScreenFlags extends Required<Asked> {
  readonly env: ScreenSurroundings['env']
}

/** What was said about the terminal. */
export function screenFlags(given: Arguments, env: ScreenFlags['env']): ScreenFlags {
  const color = given.text('color')
  return {
    color: color === 'on' || color === 'off' ? color : 'auto',
    unicode: !given.isOn('disable-unicode', false),
    env,
  }
}
