import type { Finding } from './finding.ts'
import { type Project, type ProjectItem, placeOf, titleOf } from './project.ts'

/** Files that a request sends and that are not there. */
export function checkFiles(project: Project): readonly Finding[] {
  return project.items.flatMap((item) =>
    filesOf(item)
      .filter((path) => project.missing.has(path))
      .map((path) => ({
        level: 'error' as const,
        code: 'FILE_MISSING',
        message: `"${titleOf(item)}" sends "${path}": no such file`,
        ...placeOf(project.file, path, item.line),
        hint: 'Check the path, or pass --working-dir <folder>: relative paths start there',
      })),
  )
}

/** Paths whose files a request sends; those with variables in them are not known yet. */
export function filesOf(item: Pick<ProjectItem, 'request'>): readonly string[] {
  return pathsOf(item).filter((path) => path !== '' && !path.includes('{{'))
}

function pathsOf({ request: { body } }: Pick<ProjectItem, 'request'>): readonly string[] {
  if (body === undefined || body.disabled === true) return []
  if (body.mode === 'file') return body.content === undefined && body.src !== undefined ? [body.src] : []
  if (body.mode !== 'formdata') return []
  return body.formdata.flatMap((part) => {
    if (part.type !== 'file' || part.disabled === true || part.content !== undefined) return []
    return part.src
  })
}
