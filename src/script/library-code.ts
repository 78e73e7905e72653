/** Where a library stands in the text of all, and which names of its surroundings it mentions. */
export type LibraryPlace = readonly [start: number, end: number, given: readonly string[]]

/** A library as the text of a function: of module, exports, require, and what it mentions of its surroundings. */
export function libraryCode(name: string, all: string, [start, end, given]: LibraryPlace): string {
  const names = ['module', 'exports', 'require', ...given].join(', ')
  return `(function (${names}) {${all.slice(start, end)}\n})\n//# sourceURL=postman:${name}`
}
