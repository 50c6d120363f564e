/** A run with more failing files than this is broken, not disturbed: running them again would only double the wait. */
const mostFiles = 5;

/**
 * The files of a whole run that are run once more, alone: many tests wait for real browsers, databases and killed processes, and a
 * machine with other work can make one late. What is wrong fails again.
 * @param {{ failed: number, failing?: { file: string, passed: number, failed: number }[] } | null} counts
 */
export function filesToTryAgain(counts) {
  const failing = counts?.failing ?? [];
  const wereOfTests = failing.reduce((sum, { failed }) => sum + failed, 0) === counts?.failed;
  return wereOfTests && failing.length <= mostFiles ? failing.map(({ file }) => file) : [];
}

/**
 * A run as it is after its failing files have been run again: their second counts take the place of the first.
 * @param {{ exitCode: number, counts: { passed: number, failed: number, failing: { passed: number }[] } }} first
 * @param {{ exitCode: number, counts: { passed: number, failed: number } | null }} second
 */
export function afterSecondTry(first, second) {
  if (!second.counts) return first;
  const counted = first.counts.failing.reduce((sum, { passed }) => sum + passed, 0);
  return {
    exitCode: second.exitCode,
    counts: { passed: first.counts.passed - counted + second.counts.passed, failed: second.counts.failed },
  };
}
