import type { Variable } from '../model/collection.ts'
import type { Finding } from './finding.ts'
import { type Project, placeOfVariable, titleOf } from './project.ts'

/** Requests of one folder with one name, and variables given twice: the last one wins, in silence. */
export function checkDuplicates(project: Project): readonly Finding[] {
  const { items, file, environment, globals, collection } = project
  const requests = repeated(items, titleOf).map(
    (item): Finding => ({
      level: 'note',
      code: 'NAME_TWICE',
      message: `"${titleOf(item)}" is the name of several requests: setNextRequest and --folder mean one of them`,
      file: file.name,
      ...(item.line !== undefined && { line: item.line }),
      hint: 'Give each request a name of its own',
    }),
  )
  const scopes = [environment, globals, { values: collection.variables, file }]
  const variables = scopes.flatMap((scope) =>
    repeated(
      scope.values.filter(({ disabled, origin }) => disabled !== true && origin === undefined),
      ({ key }: Variable) => key,
    ).map(({ key }): Finding => {
      return {
        level: 'warning',
        code: 'VARIABLE_TWICE',
        message: `Variable "${key}" is given more than once: the last one counts`,
        ...placeOfVariable(scope.file, key),
        hint: 'Remove or disable the others',
      }
    }),
  )
  return [...requests, ...variables]
}

/** The second one of each name. */
function repeated<T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  const seen = new Map<string, number>()
  return all.filter((one) => {
    const times = (seen.get(nameOf(one)) ?? 0) + 1
    seen.set(nameOf(one), times)
    return times === 2
  })
}
