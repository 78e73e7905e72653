import { createNames } from '../report/redact/names.ts'
import { COMMON_WORDS, MIN_LENGTH } from '../report/redact/rules.ts'
import type { Finding } from './finding.ts'
import { textsOf } from './names.ts'
import { type Project, type ProjectFile, placeOfVariable, scriptsOf, titleOf } from './project.ts'

/** Texts that are secrets whatever they are called. Source: the prefixes that their issuers document. */
const SHAPES: readonly { readonly what: string; readonly shape: RegExp }[] = Object.freeze([
  { what: 'a private key', shape: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
  { what: 'a signed JWT', shape: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/ },
  { what: 'a Postman API key', shape: /\bPMAK-[\da-f]{24}-[\da-f]{34}\b/ },
  { what: 'a GitHub token', shape: /\b(?:gh[pousr]_\w{36,}|github_pat_\w{50,})\b/ },
  { what: 'an AWS access key', shape: /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/ },
  { what: 'a Slack token', shape: /\bxox[abprs]-[\w-]{10,}/ },
])

/** Secrets that are written into files: by the names of variables and fields, and by the shapes of tokens. None is shown. */
export function checkSecrets(project: Project): readonly Finding[] {
  const { collection, environment, globals, file, items } = project
  const names = createNames()
  const scopes = [environment, globals, { values: collection.variables, file }]
  const inScopes = scopes.flatMap((scope) =>
    scope.values.flatMap(({ key, value, type, disabled, origin }): readonly Finding[] => {
      if (typeof value !== 'string' || disabled === true || origin !== undefined) return []
      const what = shapeOf(value) ?? (names.isVariable(key) && isLiteral(value) ? 'a secret' : undefined)
      if (what === undefined) return []
      const isMarked = type === 'secret' && scope.file !== file
      return [
        finding(`Variable "${key}" holds ${what}`, {
          level: isMarked ? 'note' : 'warning',
          ...placeOfVariable(scope.file, key),
          hint: isMarked
            ? `Keep the file out of the repository, or pass --env-var ${key}=…`
            : `Set its type to secret, leave the value empty, and pass --env-var ${key}=…`,
        }),
      ]
    }),
  )
  const inRequests = items.flatMap((item) => {
    const auth = Object.entries(item.request.auth?.parameters ?? {}).filter(
      ([name, value]) => names.isField(name) && typeof value === 'string' && isLiteral(value),
    )
    const shaped = textsOf(item.request).flatMap((text) => shapeOf(text) ?? [])
    return [...auth.map(([name]) => `a literal ${name} in its auth`), ...new Set(shaped)].map((what) =>
      finding(`"${titleOf(item)}" holds ${what}`, {
        level: 'warning',
        ...lineOf(file, item.line),
        hint: 'Put it into a variable of type secret, and write {{name}} in its place',
      }),
    )
  })
  const inScripts = scriptsOf(project).flatMap(({ script, ref, line }) => {
    const what = shapeOf(script.source)
    if (what === undefined) return []
    const hint = 'Read it with pm.environment.get or pm.vault.get'
    return [finding(`A script of "${ref.owner}" holds ${what}`, { level: 'warning', ...lineOf(file, line), hint })]
  })
  return [...inScopes, ...inRequests, ...inScripts]
}

function finding(message: string, rest: Omit<Finding, 'code' | 'message'>): Finding {
  return { code: 'SECRET_LITERAL', message, ...rest }
}

function lineOf(file: ProjectFile, line: number | undefined): Pick<Finding, 'file' | 'line'> {
  return { file: file.name, ...(line !== undefined && { line }) }
}

function shapeOf(text: string): string | undefined {
  return SHAPES.find(({ shape }) => shape.test(text))?.what
}

function isLiteral(value: string): boolean {
  return value.length >= MIN_LENGTH && !/\{\{|<</.test(value) && !COMMON_WORDS.has(value.toLowerCase())
}
