import { createRequire } from 'node:module'
import type * as Library from '../../src/index.ts'

/** The built library: what users import. Its scripts need the worker that only the build has. */
export const library: typeof Library = createRequire(import.meta.url)('../../dist/index.js') as typeof Library
