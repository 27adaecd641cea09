import { defineConfig } from 'vitest/config';

/** The same black-box suites run against both runtimes; `inject('runtime')` tells a test which one it drives. */
const blackBox = (suite: 'http' | 'web', runtime: 'node' | 'worker') => ({
  test: {
    name: `${suite}:${runtime}`,
    include: [`test/${suite}/**/*.test.ts`],
    // Its answers are the test's own: the gateway only serves the files, which is tested elsewhere on both.
    exclude: runtime === 'worker' ? ['test/web/recovery-pages.test.ts'] : [],
    provide: { runtime },
    ...(runtime === 'worker' && { globalSetup: 'test/support/workerd/prepare.ts' }),
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    // Each file starts a gateway of its own; more at once than this only makes them wait for each other.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      // What only the Node server has: files, signals, start-up configuration.
      { test: { name: 'node', include: ['test/node/**/*.test.ts'] } },
      // What a deployment uploads.
      { test: { name: 'build', include: ['test/build/**/*.test.ts'] } },
      blackBox('http', 'node'),
      blackBox('http', 'worker'),
      blackBox('web', 'node'),
      blackBox('web', 'worker'),
    ],
  },
});
