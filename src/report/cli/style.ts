import type { Screen } from '../screen.ts'

/** How the terminal report looks: its signs and colours, and the columns it has. */
export interface Style {
  /** Columns; a window can change its size. */
  readonly width: number
  readonly signs: Signs
  readonly bold: Paint
  readonly dim: Paint
  readonly red: Paint
  readonly green: Paint
  readonly yellow: Paint
}

/** Puts a colour on a text that holds no line break. */
type Paint = (text: string) => string

interface Signs {
  readonly folder: string
  readonly item: string
  readonly nested: string
  readonly passed: string
  readonly failed: string
  readonly skipped: string
  /** What is tried again, or was. */
  readonly again: string
  /** A failure that was expected. */
  readonly known: string
  /** A request that a script sent. */
  readonly sent: string
  /** In front of what a script printed. */
  readonly printed: string
  /** Between an item and its assertion. */
  readonly inside: string
  readonly dot: string
  readonly cut: string
}

const UNICODE: Signs = Object.freeze({
  folder: '❏',
  item: '→',
  nested: '↳',
  passed: '✓',
  failed: '✗',
  skipped: '○',
  again: '↻',
  known: '≈',
  sent: '↪',
  printed: '│',
  inside: '›',
  dot: '·',
  cut: '…',
})

const ASCII: Signs = Object.freeze({
  folder: '#',
  item: '>',
  nested: '>',
  passed: '+',
  failed: 'x',
  skipped: '-',
  again: '*',
  known: '=',
  sent: '~',
  printed: '|',
  inside: '>',
  dot: '-',
  cut: '...',
})

/** The style that a screen can show. */
export function styleFor(screen: Screen): Style {
  // Select Graphic Rendition, ECMA-48 8.3.117: each colour with the code that ends it, so that they nest.
  const paint = (start: number, end: number): Paint =>
    screen.color ? (text) => `\u001b[${start}m${text}\u001b[${end}m` : (text) => text
  return {
    get width() {
      return screen.width
    },
    signs: screen.unicode ? UNICODE : ASCII,
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
  }
}
