import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Machines are noisy: what is waited for may take its time, and says what it was before the test's own time is over.
    testTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // A suite may wait for the renderer that another one builds.
    hookTimeout: 300_000,
    // Two cores, and several suites start daemons of their own.
    maxWorkers: 2,
    reporters: ['default']
  }
})
