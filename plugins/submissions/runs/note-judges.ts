import type { JudgingEvent } from '#plugins/problems';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { RunOutcome } from './run-outcome.ts';
import { runTopic } from './run-topic.ts';

export interface JudgesNoted {
  readonly heard: (event: JudgingEvent) => void;
  /** What was heard has been told. */
  readonly told: () => Promise<void>;
}

const unanswered: RunOutcome = {
  brokenRules: [],
  isCompiled: true,
  compileOutput: '',
  runs: [],
  isUnanswered: true,
};

/** The page of a run says that no judge answers, and when one does again. Whether it could be told changes nothing. */
export function noteJudges(scope: Scope, runId: string): JudgesNoted {
  let telling = Promise.resolve();
  return {
    told: () => telling,
    heard(event) {
      if (event.kind !== 'judges') return;
      telling = telling
        .then(() => note(scope, runId, event.isAnswered ? null : unanswered))
        .catch((error: unknown) => scope.log.warn({ err: error }, 'it could not be told whether a judge answers'));
    },
  };
}

const note = (scope: Scope, runId: string, outcome: RunOutcome | null): Promise<void> =>
  scope.transaction(async (inside) => {
    await inside.em.execute(`update program_run set outcome = ?::jsonb where id = ? and state = 'running'`, [
      outcome && JSON.stringify(outcome),
      runId,
    ]);
    publish(inside, runTopic, { runId });
  });
