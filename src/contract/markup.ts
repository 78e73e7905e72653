/**
 * The paths of the elements of an XML text, `catalog/book/title`, the root first; undefined when it is not XML, or more than 1 MiB of it. A scan
 * for tags, no parser: entities and namespaces are left as they are written.
 */
export function elementPaths(text: string): ReadonlySet<string> | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const paths = new Set<string>()
  const open: string[] = []
  let roots = 0
  for (const [, close, name = '', alone] of text.replace(NO_ELEMENT, '').matchAll(TAG)) {
    if (close === '/') {
      if (open.pop() !== name) return undefined
      continue
    }
    if (open.length === 0) roots += 1
    open.push(name)
    paths.add(open.join('/'))
    if (alone === '/') open.pop()
  }
  return roots === 1 && open.length === 0 ? paths : undefined
}

const MAX_LENGTH = 1024 * 1024
const NO_ELEMENT = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<!DOCTYPE[^[>]*(?:\[[^\]]*\])?[^>]*>/g
const TAG = /<(\/?)([A-Za-z_][\w.:-]*)(?:\s(?:"[^"]*"|'[^']*'|[^"'<>])*?)?(\/?)>/g
