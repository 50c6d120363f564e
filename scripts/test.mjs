// npm test: type check, lint, format and all Jest tests, closed by one line `N passed, N failed`.
// --long runs the long proofs whole; what follows goes to Jest. Of a whole run the few files that failed are run once more, alone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checks, runStep } from './checks.mjs';
import { closingLine } from './closing-line.mjs';
import { root } from './project.mjs';
import { afterSecondTry, filesToTryAgain } from './second-try.mjs';

const isLong = process.argv.includes('--long');
const args = process.argv.slice(2).filter((argument) => argument !== '--long');
const failedSteps = process.env.ASSAY_PREPARATION_FAILED
  ? [`Preparation (${process.env.ASSAY_PREPARATION_FAILED})`]
  : [];
let interruptedBy = 0;

for (const { name, command } of checks) await runUnlessInterrupted(name, command, {}, () => failedSteps.push(name));
const { line, exitCode } = closingLine({ failedSteps, jest: await runTests() });
await removeLeftClusters();
if (interruptedBy) process.stdout.write('\nInterrupted.\n');
if (failedSteps.length > 0) process.stdout.write(`\nFailed before the tests: ${failedSteps.join(', ')}.\n`);
process.stdout.write(`\n${line}\n`);
process.exitCode = interruptedBy || exitCode;

/** Whoever names a file wants to see it fail: only a whole run tries again. */
async function runTests() {
  const first = await runJest(isLong ? 'Tests, with the long proofs' : 'Tests', args);
  const again = args.length === 0 ? filesToTryAgain(first.counts) : [];
  if (again.length === 0 || interruptedBy) return first;
  const second = await runJest('Once more, alone, what failed', ['--runInBand', '--runTestsByPath', ...again]);
  sayWhatPassedLate(again, second.counts);
  return afterSecondTry(first, second);
}

/** @param {string[]} files */
function sayWhatPassedLate(files, counts) {
  const failed = new Set(counts?.failing?.map(({ file }) => file) ?? files);
  for (const file of files.filter((name) => !failed.has(name)))
    process.stdout.write(`\nPassed only when run once more, alone: ${path.relative(root, file)}`);
}

async function runJest(name, given) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-test-counts-'));
  const file = path.join(folder, 'counts.json');
  const jest = [path.join(root, 'node_modules/jest/bin/jest.js'), ...given];
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const env = { ASSAY_TEST_COUNTS: file, ...(isLong ? { ASSAY_LONG: '1' } : {}) };
  const code = await runUnlessInterrupted(name, [...flags, ...jest], env);
  const counts = readCounts(file);
  rmSync(folder, { recursive: true, force: true });
  return { exitCode: code, counts };
}

/** A killed Jest leaves no file. */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function runUnlessInterrupted(name, command, env, failed = () => {}) {
  if (interruptedBy) return interruptedBy;
  const code = await runStep(name, command, env);
  if ([129, 130, 143].includes(code)) interruptedBy = code;
  else if (code !== 0) failed();
  return code;
}

/** A Jest that was killed or interrupted could not stop its PostgreSQL. */
async function removeLeftClusters() {
  const { removeOrphanClusters } = await import('../src/cluster/open-cluster.ts');
  await removeOrphanClusters(path.join(root, '.data'));
}
