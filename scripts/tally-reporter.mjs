// The closing line of a test run: `N passed, N failed`, and nothing after it.

/** @import { Reporter, TestModule, TestSuite } from "vitest/node" */

/** Errors outside any test: in a file that did not load, or in a hook of a suite.
 * @param {TestModule | TestSuite} suite
 * @returns {number}
 */
function suiteErrors(suite) {
  let count = suite.errors().length;
  for (const child of suite.children.suites()) count += suiteErrors(child);
  return count;
}

/**
 * Counts tests, and counts as failed whatever else went wrong: a file that fails to load, a hook
 * that throws, an error that nobody caught, a run without a single test.
 * @implements {Reporter}
 */
export class TallyReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly unknown[]} unhandled
   * @param {"passed" | "interrupted" | "failed"} reason
   */
  onTestRunEnd(modules, unhandled, reason) {
    let passed = 0;
    let failed = unhandled.length;
    for (const module of modules) {
      failed += suiteErrors(module);
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        if (state === "failed") failed += 1;
      }
    }
    if (passed === 0 && failed === 0) console.error("No test was run.");
    if (failed === 0 && (passed === 0 || reason !== "passed")) failed = 1;
    if (failed > 0) process.exitCode = 1;
    console.log(`${passed} passed, ${failed} failed`);
  }
}
