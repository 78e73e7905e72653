import type { Finding } from './finding.ts'
import { type Project, placeOf, scriptsOf } from './project.ts'

/** Scripts that cannot be parsed. They are compiled as in a run, and never run. */
export function checkScripts(project: Project): readonly Finding[] {
  return scriptsOf(project).flatMap(({ script, ref, line }): readonly Finding[] => {
    const fault = project.syntaxFault(script.source)
    if (fault === undefined) return []
    const inScript = fault.line === undefined ? undefined : script.source.split('\n')[fault.line - 1]
    const place = inScript === undefined ? '' : `, line ${fault.line}`
    return [
      {
        level: 'error',
        code: 'SCRIPT_SYNTAX',
        message: `The ${script.listen} script of "${ref.owner}"${place} cannot be parsed: ${fault.message}`,
        ...placeOf(project.file, inScript?.trim() ?? script.source, line),
        hint: 'Correct the line; it would fail in the run as well',
      },
    ]
  })
}
