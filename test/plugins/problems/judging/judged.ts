import { execute } from '../../../../judge0/execute.ts';
import { judge } from '../../../../plugins/problems/judging/judge.ts';
import { JudgedProblem, type JudgedTest } from '../../../../plugins/problems/judging/judged-problem.ts';
import type { JudgingEvent, Judgement } from '../../../../plugins/problems/judging/judgement.ts';
import { openLocal, type LocalClient } from '../../../support/judge0/local-judge.ts';
import type { z } from 'zod';

type ProblemInput = z.input<typeof JudgedProblem>;
export type TestInput = Partial<z.input<typeof JudgedTest>>;

export interface Judging {
  readonly local: LocalClient;
  /** Whether this machine has it; not every one has TypeScript. */
  has(language: string): Promise<boolean>;
  judge(problem: ProblemInput, language: string, files: Files, more?: More): Promise<Judgement>;
}

/** The text of the only file, or several by their paths. */
export type Files = string | Readonly<Record<string, string>>;

export interface More {
  readonly only?: readonly string[];
  readonly heard?: (event: JudgingEvent) => void;
}

/** Judging with a local judge of its own. */
export async function openJudging(): Promise<Judging> {
  const local = await openLocal();
  return {
    local,
    has: async (language) => Boolean(await (await local.judges.judges[0]!.facts()).commands(language)),
    judge: (problem, language, files, more = {}) =>
      judge(
        (request, options) => execute(local.judges, request, options),
        JudgedProblem.parse(problem),
        { language, files: filesOf(files) },
        { priority: 'normal', ...more },
      ),
  };
}

export const filesOf = (files: Files) =>
  Object.entries(typeof files === 'string' ? { program: files } : files).map(([path, content]) => ({ path, content }));

/** Tests with ids by their place. */
export const someTests = (...tests: readonly TestInput[]): z.input<typeof JudgedTest>[] =>
  tests.map((test, index) => ({ id: `t${index + 1}`, name: `Test ${index + 1}`, visibility: 'sample', ...test }));

export const ioTests = (...pairs: readonly (readonly [stdin: string, expected: string])[]) =>
  someTests(...pairs.map(([stdin, expected]) => ({ stdin, expected })));

export const statuses = ({ tests }: Judgement) => tests.map(({ status }) => status);
