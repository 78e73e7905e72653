// Compiles the templates of the HTML report: in dist/ no compiler of Handlebars is loaded, only its runtime.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import handlebars from 'handlebars'

const RENDER = `
const engine = handlebars.create()
for (const [name, spec] of Object.entries(PARTIALS)) engine.registerPartial(name, engine.template(spec))
const templates = Object.fromEntries(Object.entries(TEMPLATES).map(([name, spec]) => [name, engine.template(spec)]))

export function renderTemplate(name, view) {
  const template = templates[name]
  if (template === undefined) throw new Error(\`no template "\${name}"\`)
  return template(view)
}
`

/** Its types call it an object; it is the text of one. */
const textOf = (/** @type {unknown} */ compiled) => String(compiled)

/** Replaces compile.js of the report in `dist`, which compiles when it is loaded, by one that does not. */
export async function buildTemplates(dist) {
  const folder = join(dist, 'report/html')
  const { COMPILE_OPTIONS, PARTIALS, TEMPLATES } = await import(pathToFileURL(join(folder, 'template.js')).href)
  const compiled = (sources) =>
    Object.entries(sources).map(
      ([name, source]) => `${JSON.stringify(name)}: ${textOf(handlebars.precompile(source, { ...COMPILE_OPTIONS }))}`,
    )
  writeFileSync(
    join(folder, 'compile.js'),
    [
      "import handlebars from 'handlebars/runtime.js'",
      `const PARTIALS = {\n${compiled(PARTIALS).join(',\n')}\n}`,
      `const TEMPLATES = {\n${compiled(TEMPLATES).join(',\n')}\n}`,
      RENDER,
    ].join('\n'),
  )
}
