import type { RunEvent } from '../model/event.ts'
import type { Answer } from './answer.ts'
import type { ItemContext } from './context.ts'
import { bailsOut, type PhaseEnd } from './scripts.ts'

/**
 * Has the response judged by the check of the ports, behind the test scripts: its assertions go on where those of the scripts ended. Those of a request
 * that a script runs stand among the ones of the item whose script it is, and say whose they are.
 */
export async function* runChecks(
  tests: PhaseEnd,
  { result, sent }: Answer,
  context: ItemContext,
): AsyncGenerator<RunEvent, PhaseEnd> {
  const { item, ports, options, signal, emit, depth, isKnown } = context
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
    const name = depth === 0 ? each.name : `${each.name} (${item.name})`
    yield emit({ type, index: assertions, ...assertion, name })
    assertions += 1
    didAssertionFail ||= each.outcome === 'failed' && !isKnown(each.failure, name)
  }
  return { ...tests, assertions, didAssertionFail }
}
