import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { testStatuses, TestResult, verdicts } from '../judging/index.ts';

const { timeMs, memoryKb } = TestResult.shape;

/**
 * What the judge said of a solution when it was recorded, for a history that needs no judge. Of hidden tests only the facts that
 * students may know.
 */
export const DemoJudgement = z.object({
  verdict: z.enum(verdicts),
  points: z.number(),
  maxPoints: z.number(),
  timeMs,
  memoryKb,
  compileOutput: z.string(),
  tests: z.array(
    z.object({
      testId: z.string(),
      status: z.enum(testStatuses),
      points: z.number(),
      timeMs,
      memoryKb,
      shown: TestResult.pick({ stdout: true, stderr: true, line: true, words: true }).nullable(),
    }),
  ),
});
export type DemoJudgement = z.infer<typeof DemoJudgement>;

/** By the ids of solutions. */
export const DemoJudgements = z.record(z.string(), DemoJudgement);

export const judgementsFile = (slug: string) => path.join(import.meta.dirname, slug, 'judgements.json');

/** What was recorded of the problem's solutions; nothing for a problem that nobody recorded. */
export const readDemoJudgements = (slug: string): Readonly<Record<string, DemoJudgement>> =>
  existsSync(judgementsFile(slug)) ? DemoJudgements.parse(JSON.parse(readFileSync(judgementsFile(slug), 'utf8'))) : {};
