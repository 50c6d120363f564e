import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execute } from '../../../judge0/execute.ts';
import type { Judges } from '../../../judge0/client/open-judges.ts';
import { openLocal } from '../../support/judge0/local-judge.ts';
import { aRequest, aRun, openClient } from '../../support/judge0/open-client.ts';
import { quantile, type Report } from '../report.ts';
import { atATime, bareRun, inTurn, timed } from './bare-runs.ts';

const tests = 10;
const python = 'import sys\nn = int(sys.stdin.readline())\nprint(sum(i * i for i in range(n)))\n';
const cpp =
  '#include <iostream>\nint main() { long n, s = 0; std::cin >> n; for (long i = 0; i < n; i++) s += i * i; std::cout << s; }\n';
const median = (times: readonly number[]) => quantile(times, 0.5);

type Work = () => Promise<unknown>;

/** Whole submissions through our client and the local judge, beside the same programs without either. */
export async function measureSubmissions(report: Report) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-bench-'));
  // As much of the processor as a bare process gets.
  const local = await openLocal({}, 100);
  try {
    writeFileSync(path.join(folder, 'script.py'), python);
    writeFileSync(path.join(folder, 'main.cpp'), cpp);
    execFileSync('g++', ['-O2', '-std=gnu++17', '-o', 'a.out', 'main.cpp'], { cwd: folder });
    const barePython = tenBare('/usr/bin/python3', [path.join(folder, 'script.py')]);
    const judged = submission(local.judges, 'python', python);
    await compare(report, 'a Python submission of ten tests', barePython, judged);
    const bareCpp = tenBare(path.join(folder, 'a.out'), []);
    await compare(
      report,
      'a C++ submission of ten tests, compiled before',
      bareCpp,
      submission(local.judges, 'cpp', cpp),
    );
    await compareThroughput(report, barePython, judged);
  } finally {
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  }
  await measureRemote(report);
}

const tenBare = (command: string, words: readonly string[]) => async () => {
  for (let test = 0; test < tests; test += 1) await bareRun(command, words, '1000\n');
};

const runs = (count: number) => Array.from({ length: count }, () => aRun('1000\n'));

const submission =
  (judges: Judges, language: string, content: string, count = tests) =>
  async () => {
    const { runs: ended } = await execute(judges, aRequest(content, runs(count), { language }));
    const wrong = ended.find(({ status, stdout }) => status !== 'finished' || stdout.toString().trim() !== '332833500');
    if (wrong)
      throw new Error(`a run of the benchmark ended ${wrong.status}: ${wrong.detail ?? wrong.stderr.toString()}`);
  };

async function compare(report: Report, metric: string, bare: Work, judged: Work) {
  await judged();
  const [alone, boxed] = await inTurn(15, bare, judged);
  const peer = { name: 'ten bare runs, ms', value: median(alone) };
  report({ metric, value: median(boxed), unit: 'ms', goal: null, peer });
  report({
    metric: `${metric}, over bare`,
    value: median(boxed) / median(alone),
    unit: '×',
    goal: { atMost: 1.35 },
    peer,
  });
}

async function compareThroughput(report: Report, bare: Work, judged: Work) {
  const [alone, boxed] = await inTurn(
    3,
    () => atATime(2, 12, bare),
    () => atATime(4, 12, judged),
  );
  report({
    metric: 'Python submissions of ten tests, four at a time, of what bare processes reach',
    value: (100 * median(alone)) / median(boxed),
    unit: '%',
    goal: { atLeast: 75 },
    peer: { name: 'bare runs/s', value: (12 * tests * 1000) / median(alone) },
  });
}

/** Against a real Judge0, where BENCH_JUDGE0_URL names one: ten tests in one box beside ten boxes. */
async function measureRemote(report: Report) {
  const url = process.env.BENCH_JUDGE0_URL;
  const metric = 'ten tests together on a real Judge0, faster than ten submissions';
  const goal = { atLeast: 6 } as const;
  if (!url) return report({ metric, value: null, unit: '×', goal });
  const remote = openClient([url], { timeoutMs: 30_000 });
  try {
    const together = await timed(submission(remote.judges, 'python', python));
    const single = submission(remote.judges, 'python', python, 1);
    const apart = await timed(() => atATime(1, tests, single));
    report({ metric, value: apart / together, unit: '×', goal, peer: { name: 'ten submissions, ms', value: apart } });
  } finally {
    await remote.close();
  }
}
