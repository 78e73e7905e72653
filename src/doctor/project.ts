import type { Collection } from '../model/collection.ts'
import type { VariableScope } from '../model/scope.ts'
import type { PlannedItem, PlannedScript } from '../plan/plan.ts'

/** A file as written; of what is no file (standard input, a download) the text is absent. */
export interface ProjectFile {
  readonly name: string
  readonly text?: string
}

/** A scope and the file it was read from. */
interface ScopeFile extends VariableScope {
  readonly file?: ProjectFile
}

/** An item in the order of the run, and where it stands in the file. */
export interface ProjectItem extends PlannedItem {
  /** From 1. */
  readonly line?: number
}

/** What is wrong with the text of a script; the line is that of the script, from 1. */
interface SyntaxFault {
  readonly message: string
  readonly line?: number
}

/** All that is known of one collection before it runs. */
export interface Project {
  readonly collection: Collection
  readonly file: ProjectFile
  readonly items: readonly ProjectItem[]
  readonly environment: ScopeFile
  readonly globals: ScopeFile
  /** Requests that are not selected. */
  readonly others: readonly PlannedItem[]
  /** Columns that every row of the iteration data has. */
  readonly columns: readonly string[]
  /** Those that some rows have. */
  readonly someColumns: readonly string[]
  /** Variables that are made natively. */
  readonly producers: readonly string[]
  /** Compiles a script and never runs it. */
  readonly syntaxFault: (source: string) => SyntaxFault | undefined
  /** Paths that requests send and that are no files. */
  readonly missing: ReadonlySet<string>
}

/** File and line of a text, searched from a line on as JSON writes it; the line itself where it is not found. */
export function placeOf(
  file: ProjectFile | undefined,
  needle: string,
  from = 1,
): { readonly file?: string; readonly line?: number } {
  if (file === undefined) return {}
  if (file.text === undefined) return { file: file.name }
  const written = JSON.stringify(needle).slice(1, -1)
  const lines = file.text.split('\n')
  const found = lines.findIndex((line, index) => index >= from - 1 && line.includes(written))
  return { file: file.name, line: found === -1 ? from : found + 1 }
}

/** File and line of a variable; of several with one name the last, which is the one that counts. */
export function placeOfVariable(
  file: ProjectFile | undefined,
  key: string,
): { readonly file?: string; readonly line?: number } {
  if (file === undefined) return {}
  const written = JSON.stringify(key)
  const lines = (file.text ?? '').split('\n')
  const line = lines.findLastIndex((text) => /"key"\s*:/.test(text) && text.includes(written)) + 1
  return { file: file.name, ...(line > 0 && { line }) }
}

/** Every script of a project once, with the line of whose it is, in the order of the run. */
export function scriptsOf({ items }: Pick<Project, 'items'>): readonly (PlannedScript & { readonly line: number })[] {
  const all = new Map<string, PlannedScript & { readonly line: number }>()
  for (const { prerequest, test, line = 1 } of items) {
    for (const each of [...prerequest, ...test]) {
      const from = each.ref.level === 'item' ? line : 1
      if (!all.has(each.script.id)) all.set(each.script.id, { ...each, line: from })
    }
  }
  return [...all.values()]
}

/** All requests, selected or not: configuration and baseline may mean any of them. */
export function requestsOf({ items, others }: Project): readonly PlannedItem[] {
  return [...items, ...others]
}

/** What a value is for the eye: the name of a request with its folders. */
export function titleOf({ location }: ProjectItem): string {
  return location.slice(1).join(' / ')
}
