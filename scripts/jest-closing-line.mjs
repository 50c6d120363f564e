import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Jest reporter that hands the counts to scripts/test.mjs, which prints the closing line for the whole run: a file
 * whose path is in ASSAY_TEST_COUNTS. Under a plain `jest` it does nothing.
 */
export default class HandOverCounts {
  onRunComplete(_contexts, results) {
    const file = process.env.ASSAY_TEST_COUNTS;
    if (!file) return;
    writeFileSync(file, JSON.stringify(countsOf(results)));
    // A log of which only the end is kept still says what failed.
    for (const name of failedIn(results)) process.stdout.write(`\nFailed: ${name}`);
  }
}

const failedIn = ({ testResults }) =>
  testResults.flatMap(({ testFilePath, testResults: tests, testExecError }) => {
    const file = path.relative(process.cwd(), testFilePath);
    const failed = tests.filter(({ status }) => status === 'failed').map(({ fullName }) => `${file}: ${fullName}`);
    return testExecError ? [...failed, file] : failed;
  });

/** The sums, and those of each file in which something failed. */
export function countsOf(results) {
  const files = results.testResults.map((suite) => ({
    file: suite.testFilePath,
    passed: suite.numPassingTests,
    failed: failedOf(suite),
  }));
  const interrupted = results.wasInterrupted || results.runExecError ? 1 : 0;
  return {
    passed: results.numPassedTests,
    failed: files.reduce((sum, { failed }) => sum + failed, interrupted),
    failing: files.filter(({ failed }) => failed > 0),
  };
}

/** A suite that could not run, or whose hooks failed, has no failing test of its own: it counts as one. */
const failedOf = (suite) => suite.numFailingTests || Number(Boolean(suite.testExecError || suite.failureMessage));
