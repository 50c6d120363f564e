import type { SourceFile } from '#plugins/problems';
import { answeredAtCommit, prepared } from '#src/database/prepared.ts';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionTopic } from '../verdict/submission-topic.ts';

/** Runs of one judging that may end with their process before it is given up: its program may be what ends them. */
export const mostTries = 8;

export interface Asked {
  readonly submissionId: string;
  readonly judgement: number;
  readonly isRegrade: boolean;
}

export interface Claimed extends Asked {
  readonly claimId: string;
  readonly versionId: string;
  readonly problemId: string;
  readonly userId: string;
  readonly language: string;
  readonly files: readonly SourceFile[];
  readonly tries: number;
  /** Null for the problem itself. */
  readonly placeKind: string | null;
  /** What the figures of the problem hold of it since it was judged before; null for work that is counted for the first time. */
  readonly wasAccepted: boolean | null;
  readonly wasScore: number | null;
}

type Row = Omit<Claimed, keyof Asked | 'claimId'>;

/**
 * Takes a submission for this run, whoever had it before: what an earlier run still writes counts for nothing. Null when
 * there is nothing to do. One transaction of its own.
 */
export async function claimSubmission(
  scope: Scope,
  { submissionId, judgement, isRegrade }: Asked,
): Promise<Claimed | null> {
  const claimId = crypto.randomUUID();
  const claiming = await scope.transaction(
    (scope) => {
      const { em } = scope;
      const rows = prepared<Row>(em, query, [claimId, submissionId, String(judgement)]);
      answeredAtCommit(em, rows);
      answeredAtCommit(em, prepared(em, clear, [submissionId, claimId]));
      publish(scope, submissionTopic, { submissionId });
      // In an object: a promise would be waited for here, and COMMIT with it.
      return Promise.resolve({ rows });
    },
    { joinsFirst: true },
  );
  const [row] = await claiming.rows;
  if (!row) return null;
  return { ...row, submissionId, judgement, isRegrade, claimId };
}

/** Lost with a database that fails, it is claimed again: its commit need not wait for the disk. */
const query = `
  with hasty as (select set_config('synchronous_commit', 'off', true))
  update submission set status = 'RUNNING', claim_id = $1, started_at = now(), tries = tries + 1, obstacle = null
  from hasty where id = $2 and judgement = $3 and status in ('PENDING', 'RUNNING')
  returning version_id as "versionId", problem_id as "problemId", user_id as "userId", language, files, tries, place_kind as "placeKind",
    counted_accepted as "wasAccepted", counted_score as "wasScore"`;

/** What an earlier run had found is found anew: nothing of two runs is mixed. */
const clear = `
  delete from test_run where submission_id = (select id from submission where id = $1 and claim_id = $2 and tries > 1)`;
