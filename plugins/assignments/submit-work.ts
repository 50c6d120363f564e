import { submitSource, type Handed, type SubmissionForm } from '#plugins/submissions';
import { DomainError } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { placeKind } from './place.ts';
import { isCounted, selectAttempts } from './select-attempts.ts';
import { isStaff, type AssignmentRow } from './select-assignment.ts';
import type { AssignedProblem } from './select-problems.ts';
import { partnersOf, shareWork } from './sharing/share-work.ts';
import { phaseNow } from './timing/clock.ts';
import { isToBegin } from './timing/timing-fields.ts';
import { refuseClosed } from './windows.ts';

export interface Work extends Omit<SubmissionForm, 'problemId' | 'versionId' | 'place'> {
  readonly problem: AssignedProblem;
}

/**
 * Hands in work for an assignment. Whether it is in time is decided by when it is accepted, whenever its verdict comes; those who
 * teach try out what they like. Throws DomainError `conflict` outside the time, before the clock of a limit runs or without attempts left, `forbidden` for visitors,
 * and what `submitSource` throws.
 */
export const submitWork = (scope: Scope, assignment: AssignmentRow, { problem, ...form }: Work): Promise<Handed> =>
  scope.transaction(async (inside) => {
    if (assignment.role === 'none') throw new DomainError('forbidden', 'assignments.error.visitor');
    const partners = isStaff(assignment) ? [] : await partnersOf(inside, assignment);
    if (!isStaff(assignment)) await refuseUntimely(inside, assignment, { problem, partners });
    const { problemId, versionId } = problem;
    const place = { kind: placeKind, id: assignment.id };
    const submission = await submitSource(inside, { ...form, problemId, versionId, place });
    await shareWork(inside, assignment, submission.id, partners);
    return submission;
  });

interface Handing {
  readonly problem: AssignedProblem;
  readonly partners: readonly string[];
}

async function refuseUntimely(scope: Scope, assignment: AssignmentRow, { problem, partners }: Handing) {
  refuseClosed(phaseNow(assignment, scope.now()));
  if (isToBegin(scope, assignment)) throw new DomainError('conflict', 'assignments.error.notStarted');
  if (assignment.attempts === null) return;
  await inTurn(scope, assignment, partners);
  const attempts = await selectAttempts(scope, { assignmentId: assignment.id, userId: assignment.userId });
  const used = attempts.filter((attempt) => attempt.problemId === problem.problemId && isCounted(attempt)).length;
  if (used >= assignment.attempts)
    throw new DomainError('conflict', 'assignments.error.noAttempts', {
      parameters: { attempts: assignment.attempts },
    });
}

/** Of one person's or group's work one is taken in after the other, so that two at once are not both the last attempt. */
const inTurn = ({ em }: Scope, { courseId, userId }: AssignmentRow, partners: readonly string[]) =>
  em.execute(
    `select from enrollment where course_id = ? and user_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))
      order by user_id for no key update`,
    [courseId, JSON.stringify([userId, ...partners])],
  );
