/**
 * Sums a test run up: `N passed, N failed` and the exit code. Every failed step (preparation, type check, lint) counts
 * as one failed; so do a Jest that ended without counts, one that failed for a reason no test shows, and zero tests.
 * @param {{ failedSteps: string[], jest: { exitCode: number, counts: { passed: number, failed: number } | null } }} run
 */
export function closingLine({ failedSteps, jest }) {
  const passed = jest.counts?.passed ?? 0;
  const failed = failedSteps.length + failedInJest(jest);
  const nothingRan = passed === 0 && failed === 0 ? 1 : 0;
  return { line: `${passed} passed, ${failed + nothingRan} failed`, exitCode: failed + nothingRan > 0 ? 1 : 0 };
}

function failedInJest({ exitCode, counts }) {
  if (!counts) return 1;
  return counts.failed === 0 && exitCode !== 0 ? 1 : counts.failed;
}
