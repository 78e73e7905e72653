/** What the binary loads. */
export { execute } from './execute.ts'
export { printer } from './printer.ts'
