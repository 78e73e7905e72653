import type { Dialect } from '../messages.ts'

/** A script, ready to run any number of times. */
interface Compiled {
  /** Runs it; in the dialect `postman` it returns the promise of the script's end. `value` is asked for the names that the script mentions. */
  readonly run: (value: (name: string) => unknown) => unknown
  /** It has no word for anything that could go on after its code, nor for a loop: it is over when its code is. */
  readonly isPlain: boolean
}

/** Compiles a script, once for each text and kind of script: scripts of one kind are given the same names. */
export type Compile = (source: string, kind: string, names: () => readonly string[]) => Compiled

/** Makes code from text, which could name anything. */
const CODE_FROM_TEXT = /\b(?:eval|Function|constructor)\b|\\u/

/** Words without which no code runs later, and none for ever. */
const NOT_PLAIN =
  /\b(?:async|await|catch|then|Promise|import|setTimeout|setInterval|setImmediate|queueMicrotask|require|sendRequest|jar|vault|runRequest|crypto|while|for|do)\b/

/** A word that is no member (`pm.environment`), unless it is spread (`...data`). */
const WORD = /(?<!(?<!\.\.)\.\s*)(?<![\p{ID_Continue}$])[\p{ID_Start}$_][\p{ID_Continue}$]*/gu

/** Taken at the start: a script may replace the global one. */
const FunctionMaker = Function
const { getOwnPropertyNames } = Object
/** The name itself is taken from scripts, and so from us. */
const everything = globalThis

/** What can be the name of a parameter. */
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** Lines that stand before the first line of a script: two of V8's Function, one of ours. */
export const LINES_BEFORE = 3

/** The name of a script in stack traces, before its line. */
export const SCRIPT_URL = 'flowgate:script'

/** Compiles each script once: the iterations of a run share it. `globals` are names that every script gets. */
export function createCompiler(dialect: Dialect, globals: readonly string[]): Compile {
  const made = new Map<string, Compiled>()
  const hidden = new Set<string>()
  return (source, kind, names) => {
    const key = `${kind}\n${hidden.size}\n${source}`
    const known = made.get(key)
    if (known !== undefined) return known
    const given = new Set([...globals, ...names()])
    const lost = [...hidden].filter((name) => !given.has(name))
    const fresh = compile(source, { given: [...given], lost }, dialect)
    const whole = dialect === 'newman' ? hiding(fresh, hidden) : fresh
    made.set(key, whole)
    return whole
  }
}

/** The globals that a script has made before it threw are unknown to those after it. Source: uniscope, as newman 6.2.2 uses it. */
function hiding(code: Compiled, hidden: Set<string>): Compiled {
  return {
    ...code,
    run(value) {
      const before = getOwnPropertyNames(everything)
      try {
        return code.run(value)
      } catch (error) {
        const fresh = getOwnPropertyNames(everything).filter((name) => !before.includes(name))
        for (const name of fresh) if (IDENTIFIER.test(name)) hidden.add(name)
        throw error
      }
    },
  }
}

/** The names that a script is given, and those that it must not find: they are parameters, too, with nothing for them. */
interface Names {
  readonly given: readonly string[]
  readonly lost: readonly string[]
}

/**
 * Compiles a script as the body of a function whose parameters are the names that scripts see. In the dialect `newman` it is that body itself, so
 * that `let data` is a SyntaxError as in newman 6.2.2; in the dialect `postman` it is the body of an async function inside, so that `await` works.
 * Throws the SyntaxError of a script that cannot be parsed.
 */
function compile(source: string, { given: names, lost }: Names, dialect: Dialect): Compiled {
  const words = new Set(source.match(WORD))
  const isOpen = CODE_FROM_TEXT.test(source)
  const seen = names.map((name) => isOpen || words.has(name))
  const isPlain = !isOpen && !NOT_PLAIN.test(source)
  const body =
    dialect === 'newman'
      ? `;var arguments = undefined;\n${source}\n;`
      : `;var arguments = undefined; return (${isPlain ? '' : 'async '}() => {;\n${source}\n;})();`
  const made = FunctionMaker(...names, ...lost, `${body}\n//# sourceURL=${SCRIPT_URL}`) as (
    ...values: unknown[]
  ) => unknown
  const usesThis = isOpen || words.has('this')
  return {
    isPlain,
    run: (value) => {
      const self = usesThis ? Object.fromEntries(names.map((name) => [name, value(name)])) : {}
      return made.apply(
        self,
        names.map((name, at) => (seen[at] ? value(name) : undefined)),
      )
    },
  }
}
