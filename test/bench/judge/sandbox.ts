import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { leftOvers } from '../../judge0/left-overs.ts';
import { startLocalJudge, type StartedJudge } from '../../judge0/start-local-judge.ts';
import { quantile, type Report } from '../report.ts';
import { post, submitMany } from './submit-many.ts';

const cppSource = '#include <cstdio>\nint main(){puts("1");}';
const programs = [
  { name: 'Python', submission: { language_id: 71, source_code: 'print(1)' } },
  { name: 'C++', submission: { language_id: 54, source_code: cppSource } },
] as const;

/** The local judge through its API, each figure with the same program started bare in the same minute. */
export async function measureSandbox(report: Report, submissions: number, minutes: number): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-bench-'));
  // As much of the processor as the bare processes beside it get.
  const judge = await startLocalJudge({ weight: 200 });
  try {
    const bare = await prepareBare(folder);
    for (const { name, submission } of programs) await overhead(report, judge, name, submission, bare[name]);
    await throughput(report, judge, bare.Python);
    await memory(report, judge, submissions, minutes);
  } finally {
    await judge.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

type Bare = () => Promise<unknown>;

async function prepareBare(folder: string): Promise<Record<'Python' | 'C++', Bare>> {
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at('script.py'), 'print(1)');
  writeFileSync(at('main.cpp'), cppSource);
  execFileSync('g++', ['main.cpp'], { cwd: folder });
  const start = (...words: [string, ...string[]]) =>
    once(spawn(words[0], words.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] }), 'close');
  return { Python: () => start('/usr/bin/python3', at('script.py')), 'C++': () => start(at('a.out')) };
}

/** Medians of runs one after the other, taken in turns, so that both see the same machine. */
async function overhead(report: Report, judge: StartedJudge, name: string, submission: object, bare: Bare) {
  const times = { bare: [] as number[], box: [] as number[], inBox: [] as number[] };
  await post(judge, submission);
  for (let round = 0; round < 60; round += 1) {
    times.bare.push(await timed(bare));
    times.box.push(await timed(async () => times.inBox.push(await post(judge, submission))));
  }
  const [bareMs, boxMs, inBoxMs] = [times.bare, times.box, times.inBox].map((list) => quantile(list, 0.5)) as [
    number,
    number,
    number,
  ];
  report({
    metric: `${name}: a run through the API over a bare process`,
    value: boxMs - bareMs,
    unit: 'ms',
    goal: { atMost: 20 },
    peer: { name: 'bare process', value: bareMs },
  });
  report({
    metric: `${name}: of that outside the box (HTTP, answer on disk)`,
    value: boxMs - inBoxMs,
    unit: 'ms',
    goal: null,
  });
}

async function throughput(report: Report, judge: StartedJudge, bare: Bare) {
  const perSecond = async (work: Bare) => {
    let left = 200;
    const worker = async () => {
      while (left-- > 0) await work();
    };
    return (200 / (await timed(() => Promise.all([1, 2, 3, 4].map(worker))))) * 1000;
  };
  const peer = await perSecond(bare);
  const value = await perSecond(() => post(judge, programs[0].submission));
  report({
    metric: 'Python: single runs through the API, four at a time',
    value,
    unit: '/s',
    goal: { atLeast: 60 },
    peer: { name: 'bare processes', value: peer },
  });
}

/** The first tenth warms up; what comes after it must not make the judge grow. */
async function memory(report: Report, judge: StartedJudge, submissions: number, minutes: number) {
  const end = performance.now() + minutes * 60_000;
  await submitMany(judge, submissions / 10, 0);
  const warmKb = residentKb(judge);
  await submitMany(judge, submissions - submissions / 10, end);
  const rssKb = residentKb(judge);
  report({
    metric: 'Growth of the judge after the first tenth of them',
    value: (rssKb - warmKb) / 1024,
    unit: 'MB',
    goal: { atMost: 10 },
  });
  report({
    metric: `Memory of the judge after ${submissions} submissions`,
    value: rssKb / 1024,
    unit: 'MB',
    goal: { atMost: 120 },
  });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const { zombies, mounts, files, processes, boxes } = leftOvers(judge);
  const extra =
    zombies +
    mounts +
    files +
    Math.max(0, processes - 2 * os.availableParallelism()) +
    Math.max(0, boxes - os.availableParallelism());
  report({
    metric: 'Processes, groups, mounts and files left beyond the boxes that wait',
    value: extra,
    unit: '',
    goal: { atMost: 0 },
  });
}

const residentKb = (judge: StartedJudge) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${judge.pid}/status`, 'utf8'))?.[1]);

async function timed(work: () => Promise<unknown>) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
