import { describe, expect, test } from 'vitest'
import { detectScreen, type ScreenFlags, type ScreenSurroundings } from '../../src/report/screen.ts'

const TERMINAL = { isTTY: true, columns: 120 }

interface Case {
  readonly name: string
  readonly stream: ScreenSurroundings['stream']
  readonly env: ScreenSurroundings['env']
  readonly flags: ScreenFlags
  readonly color: boolean
}

describe('detectScreen()', () => {
  test('detectScreen() shows all on a terminal', () => {
    const screen = detectScreen({ stream: TERMINAL, env: { TERM: 'xterm' } })

    expect(screen).toEqual({ isTerminal: true, width: 120, color: true, unicode: true })
  })

  test('detectScreen() is plain in a log', () => {
    const screen = detectScreen({ stream: {}, env: {} })

    expect(screen).toEqual({ isTerminal: false, width: 80, color: false, unicode: true })
  })

  test('detectScreen() rewrites nothing on a dumb terminal', () => {
    const screen = detectScreen({ stream: TERMINAL, env: { TERM: 'dumb' } })

    expect(screen).toEqual({ isTerminal: false, width: 120, color: false, unicode: true })
  })

  test.each([
    ['true', false],
    ['1', false],
    ['false', true],
    ['', true],
  ])('detectScreen() rewrites lines of a terminal with CI=%s: %s', (CI, isTerminal) => {
    const screen = detectScreen({ stream: TERMINAL, env: { CI } })

    expect(screen).toEqual({ isTerminal, width: 120, color: true, unicode: true })
  })

  test('detectScreen() follows the width of the window', () => {
    const stream = { ...TERMINAL }
    const screen = detectScreen({ stream, env: {} })

    stream.columns = 60

    expect(screen.width).toBe(60)
  })

  test('detectScreen() does without unicode on demand', () => {
    const screen = detectScreen({ stream: {}, env: {} }, { unicode: false })

    expect(screen.unicode).toBe(false)
  })

  test('detectScreen() does not believe in a terminal of no columns', () => {
    const screen = detectScreen({ stream: { isTTY: true, columns: 0 }, env: {} })

    expect(screen.width).toBe(80)
  })

  test.each<Case>([
    {
      name: '--color off wins over FORCE_COLOR',
      stream: TERMINAL,
      env: { FORCE_COLOR: '1' },
      flags: { color: 'off' },
      color: false,
    },
    { name: '--color on wins over NO_COLOR', stream: {}, env: { NO_COLOR: '1' }, flags: { color: 'on' }, color: true },
    { name: '--color auto decides nothing', stream: TERMINAL, env: {}, flags: { color: 'auto' }, color: true },
    {
      name: 'NO_COLOR wins over FORCE_COLOR',
      stream: TERMINAL,
      env: { NO_COLOR: '1', FORCE_COLOR: '1' },
      flags: {},
      color: false,
    },
    { name: 'an empty NO_COLOR is none', stream: TERMINAL, env: { NO_COLOR: '' }, flags: {}, color: true },
    { name: 'FORCE_COLOR wins over a file', stream: {}, env: { FORCE_COLOR: '1' }, flags: {}, color: true },
    { name: 'FORCE_COLOR=0 turns colour off', stream: TERMINAL, env: { FORCE_COLOR: '0' }, flags: {}, color: false },
    { name: 'an empty FORCE_COLOR is none', stream: {}, env: { FORCE_COLOR: '' }, flags: {}, color: false },
  ])('detectScreen() decides about colour: $name', ({ stream, env, flags, color }) => {
    const screen = detectScreen({ stream, env }, flags)

    expect(screen.color).toBe(color)
  })
})
