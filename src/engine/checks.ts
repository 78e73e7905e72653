import type { RunEvent } from '../model/event.ts'
import type { Answer } from './answer.ts'
import type { ItemContext } from './context.ts'
import { bailsOut, type PhaseEnd } from './scripts.ts'

/** Has the response judged by the check of the ports, behind the test scripts: its assertions go on where those of the scripts ended. */
export async function* runChecks(
  tests: PhaseEnd,
  { result, sent }: Answer,
  context: ItemContext,
): AsyncGenerator<RunEvent, PhaseEnd> {
  const { item, ports, options, signal, emit } = context
  const isOver = signal.aborted || bailsOut(tests, options)
  if (ports.check === undefined || result.kind === 'failed' || sent === undefined || isOver) return tests

  const { response, timings } = result
  const results = await ports.check({ item, request: sent, response, timings })
  let { assertions, didAssertionFail } = tests
  for (const each of results) {
    if (each.kind === 'contract') {
      yield emit({ type: 'contract', ...(each.example !== undefined && { example: each.example }) })
      continue
    }
    const { kind: type, ...assertion } = each
    yield emit({ type, index: assertions, ...assertion })
    assertions += 1
    didAssertionFail ||= each.outcome === 'failed'
  }
  return { ...tests, assertions, didAssertionFail }
}
