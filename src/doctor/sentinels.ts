import type { Finding } from './finding.ts'
import { textsOf } from './names.ts'
import { type Project, placeOf, placeOfVariable, titleOf } from './project.ts'
import { valuesOf } from './variables.ts'

/** Texts that stand for a value that somebody still has to fill in; the first kind says so itself. */
const MISSING = /<<[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+>>|\b[A-Z_]*VALUE_MISSING\b/
const UNCHANGED = /^(?:<your[\w -]+>|your[-_][\w-]+|change[-_ ]?me|replace[-_ ]?me|to[-_ ]?do|fix[-_ ]?me|x{4,})$/i

/** Values that were never filled in: `<<REQUIRED_VALUE_MISSING>>`, `changeme`, `your-client-id`. */
export function checkSentinels(project: Project): readonly Finding[] {
  const { collection, environment, globals, file, items } = project
  const known = valuesOf(project)
  const isKnown = (text: string): boolean => known.has(text.replace(/^<<|>>$/g, ''))
  const scopes = [environment, globals, { values: collection.variables, file }]
  const inScopes = scopes.flatMap((scope) =>
    scope.values.flatMap(({ key, value, disabled }): readonly Finding[] => {
      const sentinel = typeof value === 'string' && disabled !== true ? sentinelIn(value) : undefined
      if (sentinel === undefined || isKnown(sentinel)) return []
      const isCertain = MISSING.test(sentinel)
      return [
        {
          level: isCertain ? 'error' : 'warning',
          code: 'VALUE_MISSING',
          message: `Variable "${key}" still is ${sentinel}`,
          ...placeOfVariable(scope.file, key),
          hint: `Fill in its value, or pass --env-var ${key}=…`,
        },
      ]
    }),
  )
  const inRequests = items.flatMap((item): readonly Finding[] => {
    const found = textsOf(item.request).flatMap((text) => sentinelIn(text) ?? [])
    return [...new Set(found.filter((text) => MISSING.test(text) && !isKnown(text)))].map((sentinel) => ({
      level: 'error',
      code: 'VALUE_MISSING',
      message: `"${titleOf(item)}" still has ${sentinel} in it`,
      ...placeOf(file, sentinel, item.line),
      hint: 'Write the value, or a variable in its place',
    }))
  })
  return [...inScopes, ...inRequests]
}

function sentinelIn(text: string): string | undefined {
  return MISSING.exec(text)?.[0] ?? (UNCHANGED.test(text.trim()) ? text.trim() : undefined)
}
