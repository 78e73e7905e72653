import type { VariableScope } from '../../model/scope.ts'
import { formatValue } from '../format.ts'
import { runName } from '../repetitions/repetition.ts'
import type { Collected } from './collect.ts'
import type { HtmlOptions } from './options.ts'

/** The variables that a run left in one scope. */
export interface ScopeView {
  readonly id: string
  readonly title: string
  readonly name: string
  readonly variables: readonly { readonly name: string; readonly value: string }[]
}

/** Prepares the scopes that the user asks for, as the runs left them. */
export function viewScopes({ runs }: Collected, options: HtmlOptions): readonly ScopeView[] {
  return runs.flatMap(({ number, end, start }): readonly ScopeView[] => {
    if (end === undefined) return []
    const { environment, globals } = end.scopes
    const name = runs.length > 1 ? runName(start) : ''
    return [
      ...(options.showEnvironmentData
        ? [
            {
              id: `environment-${number}`,
              title: 'Environment',
              name,
              ...variables(environment, options.skipEnvironmentVars),
            },
          ]
        : []),
      ...(options.showGlobalData
        ? [{ id: `globals-${number}`, title: 'Globals', name, ...variables(globals, options.skipGlobalVars) }]
        : []),
    ]
  })
}

function variables({ values }: VariableScope, skipped: ReadonlySet<string>): Pick<ScopeView, 'variables'> {
  return {
    variables: values
      .filter(({ key, disabled }) => disabled !== true && !skipped.has(key))
      .map(({ key, value }) => ({ name: key, value: typeof value === 'string' ? value : formatValue(value) })),
  }
}
