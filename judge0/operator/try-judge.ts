import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { buildBox, type BuiltBox } from '../boxes/build-box.ts';
import { readBox } from '../boxes/read-box.ts';
import type { Submission } from '../client/answers.ts';
import type { Box } from '../client/errand.ts';
import type { Judge } from '../client/judge.ts';
import type { Run } from '../execution.ts';

export const trialOutcomes = ['well', 'unreachable', 'refused', 'internal', 'late', 'wrong', 'noLanguage'] as const;

/** What became of a real program on one judge. */
export const Trial = z.object({
  name: z.string(),
  outcome: z.enum(trialOutcomes),
  language: z.string().nullable(),
  ms: z.int(),
  /** What the judge said, where it says something. */
  detail: z.string(),
});
export type Trial = z.output<typeof Trial>;

/** The same in each: repeats its input. */
const programs = [
  { language: 'python', path: 'script.py', content: 'import sys\nsys.stdout.write(sys.stdin.read())\n' },
  { language: 'javascript', path: 'script.js', content: 'process.stdin.pipe(process.stdout);\n' },
  {
    language: 'c',
    path: 'main.c',
    content: '#include <stdio.h>\nint main(){int c;while((c=getchar())!=EOF)putchar(c);}\n',
  },
  { language: 'shell', path: 'script.sh', content: 'cat\n' },
] as const;

const words = 'Grüße from Assay\n';
const run: Run = {
  stdin: words,
  args: [],
  limits: { cpuMs: 3_000, wallMs: 8_000, memoryKb: 128_000, outputBytes: 10_000, errorBytes: 10_000 },
};
const patienceMs = 45_000;

/** Runs a real program on this judge, past its breaker and our queue, and says what became of it. */
export async function tryJudge(judge: Judge): Promise<Trial> {
  const began = performance.now();
  const end = (outcome: Trial['outcome'], detail = '', language: string | null = null): Trial => ({
    name: judge.name,
    outcome,
    language,
    ms: Math.round(performance.now() - began),
    detail,
  });
  try {
    const made = await firstBox(judge);
    if (!made) return end('noLanguage');
    const submission = await untilEnded(judge, made.box);
    if (!submission) return end('late', '', made.language);
    const [result] = readBox({ submission, built: made.box.built }).results;
    const detail = result?.detail ?? result?.stderr.toString('utf8').slice(0, 500) ?? '';
    if (submission.status.id === 13) return end('internal', detail, made.language);
    return end(result?.stdout.toString('utf8') === words ? 'well' : 'wrong', detail, made.language);
  } catch (error) {
    const { name, message } = error as Error;
    return end(name === 'JudgeRefusal' ? 'refused' : 'unreachable', message);
  }
}

async function firstBox(judge: Judge) {
  const facts = await judge.facts();
  for (const { language, ...file } of programs) {
    const box = await buildBox({ language, files: [file] }, [run], facts, null);
    if (box) return { box, language };
  }
  return null;
}

async function untilEnded(judge: Judge, box: Box<BuiltBox>): Promise<Submission | null> {
  const [created] = await judge.call(async () => [await judge.rest.createOne(box.body)]);
  const { token } = z.object({ token: z.string() }).parse(created);
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    await sleep(250);
    const { submissions } = await judge.call(() => judge.rest.read([token]));
    const submission = submissions[0];
    if (submission && submission.status.id > 2) return submission;
  }
  return null;
}
