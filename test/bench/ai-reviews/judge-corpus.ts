import { execute } from '../../../judge0/execute.ts';
import { judge } from '../../../plugins/problems/judging/judge.ts';
import { JudgedProblem } from '../../../plugins/problems/judging/judged-problem.ts';
import type { Judgement } from '#plugins/problems';
import { openLocal } from '../../support/judge0/local-judge.ts';
import { bestRun } from './corpus/best-run.ts';
import type { CorpusProgram } from './corpus/corpus.ts';

export interface JudgedProgram extends CorpusProgram {
  readonly judgement: Judgement;
}

/** Programs that are judged side by side. */
const lanes = 4;

/** What a judge says of each program, in boxes of its own as everybody's. */
export async function judgeCorpus(programs: readonly CorpusProgram[]): Promise<readonly JudgedProgram[]> {
  const local = await openLocal();
  const problem = JudgedProblem.parse({ tests: bestRun.tests });
  const judged: JudgedProgram[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < programs.length; at = next++) {
      const program = programs[at]!;
      const files = [{ path: 'main.py', content: program.source }];
      const run = (request: Parameters<typeof execute>[1], more: Parameters<typeof execute>[2]) =>
        execute(local.judges, request, more);
      judged[at] = {
        ...program,
        judgement: await judge(run, problem, { language: 'python', files }, { priority: 'normal' }),
      };
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
    return judged;
  } finally {
    await local.close();
  }
}
