import { execFileSync } from 'node:child_process'

/** Builds dist/ once before the tests: end-to-end tests spawn the real binary, and it must be today's. */
export default function setup(): void {
  execFileSync(process.execPath, ['build/build.mjs'], { stdio: 'inherit' })
}
