import { createRequire } from 'node:module'

type Library = typeof import('../../src/index.ts')

/** The built library: what users import. Its scripts need the worker that only the build has. */
export const library: Library = createRequire(import.meta.url)('../../dist/index.js') as Library
