import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execute } from '../../../../judge0/execute.ts';
import { checkContent } from '../../../../plugins/problems/content/check-content.ts';
import { judgedOf } from '../../../../plugins/problems/content/judged-of.ts';
import type { Solution } from '../../../../plugins/problems/content/solutions.ts';
import { readDemoJudgements } from '../../../../plugins/problems/demo/demo-judgement.ts';
import { demoSlugs, readDemoProblem } from '../../../../plugins/problems/demo/read-demo-problem.ts';
import { judge } from '../../../../plugins/problems/judging/judge.ts';
import type { Judgement } from '../../../../plugins/problems/judging/judgement.ts';
import { root } from '../../../support/app.ts';
import { openLocal, type LocalClient } from '../../../support/judge0/local-judge.ts';
import { largeInputs } from './large-inputs.ts';
import { recordJudgements } from './record-judgements.ts';

const isLong = process.env.ASSAY_LONG === '1';
/** After tests or solutions were changed: ASSAY_RECORD=1 npm run test:long -- test/plugins/problems/demo/solutions */
const isRecording = process.env.ASSAY_RECORD === '1';
const folder = path.join(root, 'plugins/problems/demo');

let local: LocalClient;
beforeAll(async () => {
  local = await openLocal();
}, 60_000);
afterAll(() => local.close());

/** Judges two at a time, because many wait for their compiler or for a limit of time. */
async function judgeAll(slug: string, solutions: readonly Solution[]) {
  const problem = judgedOf(readDemoProblem(slug));
  const judged: Record<string, Judgement> = {};
  const waiting = [...solutions];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      judged[next.id] = await judge(
        (request, options) => execute(local.judges, request, options),
        problem,
        { language: next.language, files: next.files },
        { priority: 'normal' },
      );
  };
  await Promise.all([work(), work()]);
  return judged;
}

/** Of the right solutions those in fast languages are enough every time; `npm run test:long` takes all. */
const isJudgedAlways = ({ role, language }: Solution) => role === 'wrong' || language === 'python' || language === 'c';

/** How long a program may run before its limit is the machine's affair; what passed and the verdict are not. */
const seen = ({ verdict, tests }: Pick<Judgement, 'verdict'> & { tests: readonly { status: string }[] }) => ({
  verdict,
  passed: tests.map(({ status }) => status === 'passed'),
});

describe('the demo problem', () => {
  it.each(demoSlugs)(
    '%s accepts its right solutions and none of its wrong ones, as was recorded [D2-27]',
    async (slug) => {
      const content = readDemoProblem(slug);
      const solutions = content.solutions.filter((solution) => isLong || isJudgedAlways(solution));
      const judged = await judgeAll(slug, solutions);
      if (isRecording) recordJudgements(slug, content, judged);
      const recorded = readDemoJudgements(slug);
      for (const { id, role } of solutions) {
        expect([id, judged[id]!.verdict === 'ACCEPTED']).toEqual([id, role === 'reference']);
        expect([id, recorded[id] && seen(recorded[id])]).toEqual([id, seen(judged[id]!)]);
      }
    },
    120_000,
  );

  it.each(demoSlugs)('%s lacks nothing, and has samples, hidden tests and typical mistakes', (slug) => {
    const content = readDemoProblem(slug);
    const samples = content.tests.filter(({ visibility }) => visibility === 'sample');
    expect(checkContent(content)).toEqual([]);
    expect(samples.length).toBeGreaterThanOrEqual(2);
    for (const { explanation } of samples) expect(explanation).toBeTruthy();
    expect(content.tests.length - samples.length).toBeGreaterThanOrEqual(5);
    expect(content.solutions.filter(({ role }) => role === 'wrong').length).toBeGreaterThanOrEqual(2);
    expect(content.hints.length).toBeGreaterThanOrEqual(3);
  });
});

describe('the large inputs of the demo problems', () => {
  it.each(Object.entries(largeInputs))('%s is what its seed makes', (name, make) => {
    const [slug, file] = name.split('/');
    expect(readFileSync(path.join(folder, slug!, 'tests', `${file}.in`), 'utf8')).toBe(make());
  });

  it('leave no file of tests larger than 60 kB, and none that no test uses', () => {
    for (const slug of demoSlugs) {
      const { tests: written } = readDemoProblem(slug);
      if (written.every(({ kind }) => kind === 'unit')) continue;
      const used = written.flatMap(({ id }) => [`${id}.in`, `${id}.out`]);
      const tests = path.join(folder, slug, 'tests');
      expect(readdirSync(tests).toSorted()).toEqual(used.toSorted());
      for (const file of used) expect(statSync(path.join(tests, file)).size).toBeLessThanOrEqual(60_000);
    }
  });
});
