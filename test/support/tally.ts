import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** Where `npm test` reads how many tests passed and failed. */
export const TALLY = 'test-results/tally.json';

/** A silent reporter beside Vitest's own: counts what ran, and a file that could not start as one failure. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      let failedHere = 0;
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed += 1;
        else failedHere += 1;
      }
      failed += module.ok() ? failedHere : Math.max(failedHere, 1);
    }
    mkdirSync(dirname(TALLY), { recursive: true });
    writeFileSync(TALLY, JSON.stringify({ passed, failed }));
  }
}
