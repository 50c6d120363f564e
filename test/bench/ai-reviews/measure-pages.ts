import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Judgement } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { eventually } from '../../support/app.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { load, type Seen } from '../load.ts';
import { quantile, type Report } from '../report.ts';
import { aScratchScope, withScratch, type Scratch } from '../scratch.ts';
import { startApps } from '../submissions/start-apps.ts';
import { handIn } from './hand-in.ts';
import type { ModelFigures } from './model-process.ts';

const readers = 100;
/** So few of one person that no limit of a day is met. */
const each = 2;
const seconds = 50;
/** Not quite the same for each page: two would meet each time or never, by the moment at which they began. */
const pagesPerSecond = [7.3, 8, 8.9];
/** What a review by a model took on average where the designs measured it. Twenty at a time have enough for longer than pages are asked for. */
const answerMs = 3_200;

/** Pages while a thousand reviews wait for the model, and while none does; one process answers, another one works. */
export const measurePages = (report: Report, reviews: number): Promise<void> =>
  withScratch((scratch) => measure(scratch, report, reviews));

async function measure(scratch: Scratch, report: Report, reviews: number) {
  const model = await startModel();
  const app = await scratch.open({ works: false });
  const scope = await aScratchScope(app);
  const problem = await aProblem(scope);
  const authorizations: string[] = [];
  while (authorizations.length < readers)
    authorizations.push((await aSignedInPerson(scope, ['learner'])).authorization);
  const apps = await startApps(scratch, {
    OPENAI_API_KEY: 'a-key',
    OPENAI_BASE_URL: model.url,
    REVIEW_BUDGET_CENTS: '100000',
  });
  const paths = [`/problems/${problem.id}/solve`, '/problems', '/submissions'];
  const ask = () =>
    Promise.all(
      paths.map((path, at) =>
        load({ origin: apps.address, path, authorizations, connections: 20, seconds, rate: pagesPerSecond[at]! }),
      ),
    );
  try {
    // The first pays for what is made once.
    await ask();
    const before = await ask();
    await queue(scope, problem, reviews);
    // What else follows a submission is not what is measured here.
    await eventually(async () => (await otherJobs(scope)) === 0, 180);
    const { asked: from } = await model.figures();
    const during = await ask();
    const { asked, mostOpen: open } = await model.figures();
    report({
      metric: 'answers of the model while pages were asked for',
      value: asked - from,
      unit: 'answers',
      goal: null,
    });
    const left = await waitingReviews(scope);
    report({
      metric: 'reviews that wait for the model behind that',
      value: left,
      unit: 'reviews',
      goal: { atLeast: 1 },
    });
    report({
      metric: 'questions to the model that were open at once',
      value: open,
      unit: 'questions',
      goal: { atMost: 20 },
    });
    for (const [at, path] of paths.entries()) tell(report, path.replace(problem.id, ':id'), before[at]!, during[at]!);
  } finally {
    await apps.stop();
    await app.stop();
    model.stop();
  }
}

async function startModel() {
  const child = fork(path.join(import.meta.dirname, 'model-process.ts'), [String(answerMs)], { execArgv: [] });
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    async figures() {
      const told = once(child, 'message') as Promise<[ModelFigures]>;
      child.send('figures');
      return (await told)[0];
    },
    stop: () => void child.kill(),
  };
}

const count = async (scope: Scope, from: string) => {
  const [row] = await scope.transaction(
    ({ em }) => em.execute<{ many: number }[]>(`select count(*)::int as many ${from}`),
    {
      readOnly: true,
    },
  );
  return row!.many;
};
const otherJobs = (scope: Scope) =>
  count(scope, `from pgboss.job where state < 'completed' and start_after <= now() and name <> 'ai-reviews.write'`);
const waitingReviews = (scope: Scope) => count(scope, `from ai_review where state in ('WAITING', 'WRITING')`);

/** So short that none is similar to another, and each with another number in it. */
const program = (number: number) => `print(sum(map(int, input().split())) + ${number} - ${number})\n`;

async function queue(scope: Scope, problem: { readonly id: string; readonly versionId: string }, reviews: number) {
  const tests = ['one', 'two'].map((testId) => ({ testId, status: 'passed', points: 1 }));
  const judgement = { verdict: 'ACCEPTED', tests } as unknown as Judgement;
  let userId = '';
  for (let made = 0; made < reviews; made += 1) {
    if (made % each === 0) userId = (await aSignedInPerson(scope, ['learner'])).user.id;
    await handIn(scope, { userId, problem, source: program(made), judgement });
  }
}

function tell(report: Report, path: string, before: Seen, during: Seen) {
  const [without, value] = [quantile(before.times, 0.95), quantile(during.times, 0.95)];
  const failures = before.failures + during.failures;
  report({ metric: `${path}, pages that failed`, value: failures, unit: 'pages', goal: { atMost: 0 } });
  report({
    metric: `${path}, p95 while reviews wait for the model, of what it is without`,
    value: value / without,
    unit: '×',
    goal: { atMost: 1.2 },
    peer: { name: 'without, ms', value: without },
  });
}
