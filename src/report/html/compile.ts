import handlebars from 'handlebars'
import { COMPILE_OPTIONS, PARTIALS, TEMPLATES } from './template.ts'

/** Renders one template by its name. */
export type Render = (name: string, view: object) => string

/**
 * The compiled templates of the page. In dist/ this module is another one (build/templates.mjs): there the templates are compiled already, and only the
 * runtime of Handlebars is loaded. The engine is its own, so that partials of other users stay out.
 */
export const renderTemplate: Render = compileAll()

function compileAll(): Render {
  const engine = handlebars.create()
  for (const [name, source] of Object.entries(PARTIALS)) {
    engine.registerPartial(name, engine.compile(source, COMPILE_OPTIONS))
  }
  const templates = Object.fromEntries(
    Object.entries(TEMPLATES).map(([name, source]) => [name, engine.compile(source, COMPILE_OPTIONS)]),
  )
  return (name, view) => {
    const template = templates[name]
    if (template === undefined) throw new Error(`no template "${name}"`)
    return template(view)
  }
}
