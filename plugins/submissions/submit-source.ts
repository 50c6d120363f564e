import { currentVersionOf, readShown } from '#plugins/problems';
import { answeredAtCommit, prepared } from '#src/database/prepared.ts';
import { DomainError, notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { checkSource } from './check-source.ts';
import { countExecution } from './count-execution.ts';
import { enqueueJudging } from './pipeline/judge-job.ts';
import { signReceipt, type Stamp } from './receipts/sign-receipt.ts';
import { sourceHash } from './source-hash.ts';
import type { ProgramInput } from './source-input.ts';
import { submissionReceived } from './submission-received.ts';

export interface SubmissionForm extends ProgramInput {
  readonly problemId: string;
  /** Default: the version that is published now. */
  readonly versionId?: string | undefined;
  /** Where it is made, if not at the problem itself: an assignment, a contest. */
  readonly place?: { readonly kind: string; readonly id: string } | undefined;
}

/** Work that was taken in. */
export interface Handed {
  /** Of the submission. */
  readonly id: string;
}

/**
 * Takes in somebody's work: row, job, event and receipt in one transaction. Who may work on the problem is asked before. Throws
 * DomainError `invalid` for what cannot be judged, LimitExceeded for too much at once.
 */
export async function submitSource(scope: Scope, form: SubmissionForm): Promise<Handed> {
  const { actor } = scope;
  if (actor.kind !== 'user') throw new DomainError('forbidden', 'submissions.error.person');
  return scope.transaction(async (scope) => {
    const versionId = form.versionId ?? (await currentVersionOf(scope, form.problemId))?.id;
    if (!versionId) throw notFound('problem');
    const program = await checkSource(scope, versionId, form);
    await countExecution(scope);
    const stamp = {
      id: crypto.randomUUID(),
      userId: actor.id,
      problemId: form.problemId,
      versionId,
      acceptedAt: scope.now(),
      ...program,
    };
    const values = await valuesOf(scope, stamp, form);
    answeredAtCommit(scope.em, prepared(scope.em, insert, values));
    await enqueueJudging(scope, { submissionId: stamp.id, userId: actor.id, judgement: 1 });
    await scope.emit(submissionReceived, { submissionId: stamp.id, placeKind: form.place?.kind ?? null });
    return { id: stamp.id };
  });
}

/** Not by the entity: a round trip of its own and two milliseconds of each submission went into making one. */
const insert = `
  insert into submission (id, organization_id, user_id, problem_id, version_id, language, files, source_hash, total_tests, accepted_at,
    place_kind, place_id, receipt, ip, user_agent)
  values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12, $13, $14, $15)`;

async function valuesOf(scope: Scope, stamp: Stamp, { place }: SubmissionForm): Promise<readonly (string | null)[]> {
  const { ip, userAgent } = visitOf(scope);
  return [
    stamp.id,
    scope.organization.id,
    stamp.userId,
    stamp.problemId,
    stamp.versionId,
    stamp.language,
    JSON.stringify(stamp.files),
    sourceHash(stamp.files),
    String((await readShown(scope, stamp.versionId)).tests.length),
    stamp.acceptedAt.toISOString(),
    place?.kind ?? null,
    place?.id ?? null,
    await signReceipt(scope, stamp),
    ip,
    userAgent,
  ];
}

/** From where it came [F1-07]. */
const visitOf = ({ origin }: Scope) =>
  'ip' in origin ? { ip: origin.ip, userAgent: origin.userAgent } : { ip: null, userAgent: null };
