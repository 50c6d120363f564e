import { countVerdict, type Judgement } from '#plugins/problems';
import { answeredAtCommit, prepared } from '#src/database/prepared.ts';
import { publish } from '#src/http/live/publish.ts';
import type { Scope } from '#src/scope/scope.ts';
import { submissionJudged } from '../submission-judged.ts';
import { submissionTopic } from '../verdict/submission-topic.ts';
import { isTrial } from '../work-trial.ts';
import type { Claimed } from './claim-submission.ts';
import { LostClaim } from './lost-claim.ts';
import { storingTests } from './record-tests.ts';
import { storable } from './storable.ts';
import { Uncounted } from './uncounted.ts';

export interface Settled {
  readonly judgement: Judgement;
  /** What is not stored yet of its tests, as `storedTests` makes it. */
  readonly tests: string;
  /** Whether the figures of the problem and of the person hear of it. */
  readonly counts: boolean;
}

/**
 * The verdict, tests that are not stored yet, the event and, where it `counts`, the problem's figures and the person's progress; in the
 * open transaction, which throws LostClaim when it is not ours to say, and Uncounted where the figures cannot be kept.
 */
export async function settleSubmission(
  scope: Scope,
  claimed: Claimed,
  { judgement, tests: unstored, counts }: Settled,
): Promise<void> {
  const { em, organization } = scope;
  const { submissionId, claimId } = claimed;
  // A program that crashed has its verdict; here the fault is ours.
  const isOurs = judgement.tests.some(({ status }) => status === 'internal');
  const { timeMs, memoryKb, tests } = judgement;
  const settled = prepared(em, query, [
    judgement.verdict,
    String(judgement.points),
    String(judgement.maxPoints),
    String(tests.length),
    String(tests.filter(({ status }) => status === 'passed').length),
    timeMs === null ? null : String(Math.round(timeMs)),
    memoryKb === null ? null : String(Math.round(memoryKb)),
    storable(judgement.compile.output).slice(0, 64_000),
    JSON.stringify(judgement.brokenRules),
    isOurs ? 'internal' : null,
    isOurs ? 'The judge could not run some of its tests.' : null,
    submissionId,
    claimId,
    judgement.stretch === null ? null : String(judgement.stretch),
    organization.id,
    String(claimed.judgement),
    unstored,
  ]);
  answeredAtCommit(em, settled.catch(asLostClaim));
  const { judgement: number, placeKind } = claimed;
  publish(scope, submissionTopic, { submissionId });
  await scope.emit(submissionJudged, { submissionId, judgement: number, status: judgement.verdict, placeKind });
  if (counts && !isOurs) await count(scope, claimed, judgement);
}

function asLostClaim(error: unknown): never {
  throw (error as { readonly code?: string }).code === lostClaim ? new LostClaim() : error;
}

/** In the figures of the problem and of the person. The transaction throws Uncounted where they cannot be kept. */
async function count(scope: Scope, claimed: Claimed, judgement: Judgement) {
  if (await isTrial(scope, claimed)) return;
  const { problemId, userId, submissionId } = claimed;
  const accepted = judgement.verdict === 'ACCEPTED';
  const before = await countedBefore(scope, claimed);
  const counted = countVerdict(scope, { problemId, userId, submissionId, accepted, score: shareOf(judgement), before });
  const orUncounted = counted.catch((cause: unknown) => {
    throw new Uncounted(cause);
  });
  answeredAtCommit(scope.em, orUncounted);
}

/** What `refuse_lost_claim` says. */
const lostClaim = 'AS001';

/** Where another run has it by now, nothing is updated, and the transaction fails. */
const query = `
  with held as (select id from submission where id = $12 and claim_id = $13),
    stored as (${storingTests({ organization: '$15', judgement: '$16', rows: '$17' })}),
    settled as (update submission set status = $1, points = $2, max_points = $3, total_tests = $4, passed_tests = $5, time_ms = $6, memory_kb = $7,
    compile_output = $8, broken_rules = $9::jsonb, judged_at = clock_timestamp(), claim_id = null, obstacle = $10, note = $11,
    stretch = $14
  where id = $12 and claim_id = $13 returning id)
  select refuse_lost_claim(exists (select from settled))`;

/** What the figures of the problem hold of this work since it was judged before. */
async function countedBefore({ em, organization }: Scope, claimed: Claimed) {
  const { wasAccepted, wasScore } = claimed;
  if (wasAccepted === null) return null;
  const [all] = await em.execute<{ at: string | null; best: { submissionId: string; score: number } | null }[]>(
    `select min(judged_at) filter (where status = 'ACCEPTED' and id <> ?) as at,
        (array_agg(jsonb_build_object('submissionId', id, 'score', score) order by score desc, accepted_at, id))[1] as best
      from (select *, coalesce(points / nullif(max_points, 0), 0) as score from submission
        where organization_id = ? and user_id = ? and problem_id = ? and status not in ('PENDING', 'RUNNING') and obstacle is null) own`,
    [claimed.submissionId, organization.id, claimed.userId, claimed.problemId],
  );
  return { accepted: wasAccepted, score: wasScore ?? 0, solvedOtherwiseAt: all?.at ?? null, best: all?.best ?? null };
}

const shareOf = ({ points, maxPoints }: Judgement) => (maxPoints > 0 ? points / maxPoints : 0);
