import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // A suite may wait for the renderer that another one builds.
    hookTimeout: 180_000,
    // Machines are noisy: what is polled for may take its time.
    expect: { poll: { timeout: 15_000 } },
    // Two cores, and several suites start daemons of their own.
    maxWorkers: 2,
    reporters: ['default']
  }
})
