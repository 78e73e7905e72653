import { run } from './run.ts'

/** newman as programs import it: they change that one line. */
export type { NewmanEmitter, NewmanSummary } from './emitter.ts'
export type { NewmanOptions } from './options.ts'
export { type RunCallback, run } from './run.ts'

const newman: { readonly run: typeof run } = Object.freeze({ run })
// oxlint-disable-next-line import/no-default-export -- `import newman from 'newman'` is how most programs have it
export default newman
