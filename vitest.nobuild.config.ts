import { defineConfig } from 'vitest/config'
export default defineConfig({
  root: '/tmp/wt/realm',
  test: { testTimeout: 5000, pool: 'threads', include: ['test/script/**/*.test.ts'] },
})
