import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { publish } from '#src/http/live/publish.ts';
import { defineJob, type Run } from '#src/jobs/job.ts';
import type { Scope } from '#src/scope/scope.ts';
import { forgetSearchChoices } from '../catalogue/search-choices.ts';
import { judgedOf } from '../content/judged-of.ts';
import { openContent } from '../content/seal-content.ts';
import { Problem } from '../problem.entity.ts';
import { makeVersion } from './make-version.ts';
import { problemPublished } from './problem-published.ts';
import { Publishing } from './publishing.entity.ts';
import { publishingTopic } from './publishing-topic.ts';
import type { JudgingEvent } from '../judging/index.ts';
import type { Trial } from './trial.ts';
import { trySolution } from './try-solution.ts';

/** Runs the solutions that have not run yet, one after the other, and then decides. */
export const publishProblem = defineJob({
  name: 'problems.publishProblem',
  work: 'steps',
  concurrency: 2,
  expireInSeconds: 1800,
  data: z.object({ publishingId: z.uuid() }),
  async run(scope, { publishingId }, { signal }: Run) {
    const publishing = await findRunning(scope, publishingId);
    if (!publishing) return;
    const content = openContent(scope, publishing);
    const judged = judgedOf(content);
    for (const [place, { verdict }] of publishing.trials.entries()) {
      const solution = content.solutions[place];
      if (verdict !== null || !solution) continue;
      const row = { publishingId, place };
      let told: Promise<void> = Promise.resolve();
      const heard = (event: JudgingEvent) => {
        if (event.kind === 'judges') told = told.then(() => noteJudges(scope, row, event.isAnswered));
      };
      const trial = await trySolution(scope, judged, { solution, signal, heard });
      await told;
      await note(scope, row, () => trial);
    }
    await decide(scope, publishingId);
  },
  gaveUp: (scope, { publishingId }) => end(scope, publishingId, async () => 'failed'),
});

const findRunning = (scope: Scope, id: string) =>
  scope.transaction(({ em }) => em.findOne(Publishing, { id, state: 'running' }), { readOnly: true });

interface TrialPlace {
  readonly publishingId: string;
  readonly place: number;
}

const note = (scope: Scope, { publishingId, place }: TrialPlace, change: (standing: Trial) => Trial) =>
  scope.transaction(async (inside) => {
    const publishing = await inside.em.findOneOrFail(Publishing, { id: publishingId });
    publishing.trials = publishing.trials.map((standing, index) => (index === place ? change(standing) : standing));
    publish(inside, publishingTopic, { publishingId });
  });

/** The page says that it waits for a judge. Whether it could be told changes nothing. */
const noteJudges = (scope: Scope, row: TrialPlace, isAnswered: boolean) =>
  note(scope, row, (standing) => ({ ...standing, isUnanswered: !isAnswered })).catch((error: unknown) =>
    scope.log.warn({ err: error }, 'it could not be told that no judge answers'),
  );

const decide = (scope: Scope, publishingId: string) =>
  end(scope, publishingId, async (inside, publishing) => {
    if (!publishing.trials.every(({ isRight }) => isRight)) return 'refused';
    const { em } = inside;
    const problem = await em.findOneOrFail(Problem, { id: publishing.problem.id });
    const content = openContent(inside, publishing);
    const version = await makeVersion(inside, problem, content, publishing.requestedBy?.id ?? null);
    publishing.version = version;
    forgetSearchChoices(inside);
    await inside.emit(problemPublished, { problemId: problem.id, versionId: version.id });
    const target = { type: 'problem', id: problem.id };
    const payload = { version: version.number, requestedBy: publishing.requestedBy?.id ?? null };
    await audit(inside, { action: 'problem.published', target, payload });
    return 'published';
  });

const end = (
  scope: Scope,
  publishingId: string,
  outcome: (inside: Scope, publishing: Publishing) => Promise<Publishing['state']>,
): Promise<void> =>
  scope.transaction(async (inside) => {
    const publishing = await inside.em.findOne(Publishing, { id: publishingId, state: 'running' });
    if (!publishing) return;
    publishing.state = await outcome(inside, publishing);
    publishing.endedAt = inside.now();
    await inside.em.flush();
    publish(inside, publishingTopic, { publishingId });
  });
