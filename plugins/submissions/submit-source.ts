import { currentVersionOf, Problem, ProblemVersion, readShown } from '#plugins/problems';
import { DomainError, notFound } from '#src/errors.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { checkSource } from './check-source.ts';
import { countExecution } from './count-execution.ts';
import { enqueueJudging } from './pipeline/judge-job.ts';
import { signReceipt } from './receipts/sign-receipt.ts';
import { sourceHash } from './source-hash.ts';
import type { ProgramInput } from './source-input.ts';
import { Submission } from './submission.entity.ts';
import { submissionReceived } from './submission-received.ts';

export interface SubmissionForm extends ProgramInput {
  readonly problemId: string;
  /** Default: the version that is published now. */
  readonly versionId?: string | undefined;
  /** Where it is made, if not at the problem itself: an assignment, a contest. */
  readonly place?: { readonly kind: string; readonly id: string } | undefined;
}

/**
 * Takes in somebody's work: row, job, event and receipt in one transaction. Who may work on the problem is asked before. Throws
 * DomainError `invalid` for what cannot be judged, LimitExceeded for too much at once.
 */
export async function submitSource(scope: Scope, form: SubmissionForm): Promise<Submission> {
  const { actor } = scope;
  if (actor.kind !== 'user') throw new DomainError('forbidden', 'submissions.error.person');
  return scope.transaction(async (scope) => {
    const versionId = form.versionId ?? (await currentVersionOf(scope, form.problemId))?.id;
    if (!versionId) throw notFound('problem');
    const program = await checkSource(scope, versionId, form);
    await countExecution(scope);
    const { em } = scope;
    const stamp = {
      id: crypto.randomUUID(),
      userId: actor.id,
      problemId: form.problemId,
      versionId,
      acceptedAt: scope.now(),
      ...program,
    };
    const submission = em.create(Submission, {
      ...program,
      id: stamp.id,
      user: em.getReference(User, actor.id),
      problem: em.getReference(Problem, form.problemId),
      version: em.getReference(ProblemVersion, versionId),
      sourceHash: sourceHash(program.files),
      totalTests: (await readShown(scope, versionId)).tests.length,
      acceptedAt: stamp.acceptedAt,
      placeKind: form.place?.kind ?? null,
      placeId: form.place?.id ?? null,
      receipt: await signReceipt(scope, stamp),
      ...visitOf(scope),
    } as never);
    await em.flush();
    await enqueueJudging(scope, { submissionId: submission.id, userId: actor.id, judgement: 1 });
    await scope.emit(submissionReceived, { submissionId: submission.id, placeKind: form.place?.kind ?? null });
    return submission;
  });
}

/** From where it came [F1-07]. */
const visitOf = ({ origin }: Scope) =>
  'ip' in origin ? { ip: origin.ip, userAgent: origin.userAgent } : { ip: null, userAgent: null };
