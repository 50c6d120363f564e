import { CourseGroup, Enrollment } from '#plugins/courses';
import { audit } from '#src/audit/audit.ts';
import { invalid, type FieldProblem } from '#src/errors.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentChanged } from '../assignment-changed.ts';
import { Assignment } from '../assignment.entity.ts';
import { AssignmentExtension } from './assignment-extension.entity.ts';

export interface ExtensionForm {
  readonly assignmentId: string;
  /** One of the two. */
  readonly userId: string | null;
  readonly groupId: string | null;
  readonly dueAt: Date | null;
  readonly lateUntil: Date | null;
  readonly extraAttempts: number;
  readonly extraMinutes: number;
  readonly reason: string;
}

/**
 * Gives somebody more time or attempts, at any time: grades are made anew by it, and work that came too late counts if it is in
 * time now. Throws DomainError `invalid` for what gives nothing, or is for nobody of the course.
 */
export const giveExtension = (scope: Scope, form: ExtensionForm): Promise<void> =>
  scope.transaction(async (inside) => {
    const { em, actor } = inside;
    const assignment = await em.findOneOrFail(Assignment, form.assignmentId);
    const problems = [...(await whomProblems(inside, assignment, form)), ...givenProblems(assignment, form)];
    if (problems.length > 0) throw invalid(...problems);
    const { assignmentId, userId, groupId, ...given } = form;
    em.create(AssignmentExtension, {
      ...given,
      assignment,
      user: userId === null ? null : em.getReference(User, userId),
      group: groupId === null ? null : em.getReference(CourseGroup, groupId),
      givenBy: actor.kind === 'user' ? em.getReference(User, actor.id) : null,
    } as never);
    await em.flush();
    await inside.emit(assignmentChanged, { assignmentId });
    const target = { type: 'assignment', id: assignmentId };
    inside.afterCommit(() => audit(inside, { action: 'assignment.extensionGiven', target }));
  });

async function whomProblems({ em }: Scope, { course }: Assignment, { userId, groupId }: ExtensionForm) {
  const refuse = (field: string, key: string): FieldProblem[] => [{ field, key: `assignments.error.${key}` }];
  if (userId === null && groupId === null) return refuse('userId', 'forNobody');
  if (userId !== null && groupId !== null) return refuse('groupId', 'forBoth');
  if (groupId !== null)
    return (await em.count(CourseGroup, { course, id: groupId })) ? [] : refuse('groupId', 'notOfCourse');
  const isThere = await em.count(Enrollment, { course, user: userId!, leftAt: null });
  return isThere ? [] : refuse('userId', 'notInCourse');
}

function givenProblems({ dueAt: due, attempts, minutes }: Assignment, form: ExtensionForm): FieldProblem[] {
  const { dueAt, lateUntil, extraAttempts, extraMinutes } = form;
  const problems: FieldProblem[] = [];
  const refuse = (field: string, key: string) => problems.push({ field, key: `assignments.error.${key}` });
  if (dueAt === null && extraAttempts === 0 && extraMinutes === 0) refuse('dueAt', 'givesNothing');
  if (dueAt && !due) refuse('dueAt', 'nothingDue');
  if (dueAt && due && dueAt <= due) refuse('dueAt', 'noLaterThanDue');
  if (lateUntil && !dueAt) refuse('dueAt', 'lateNeedsDue');
  if (lateUntil && dueAt && lateUntil < dueAt) refuse('lateUntil', 'lateBeforeDue');
  if (extraAttempts > 0 && !attempts) refuse('extraAttempts', 'attemptsUnlimited');
  if (extraMinutes > 0 && !minutes) refuse('extraMinutes', 'minutesUnlimited');
  return problems;
}
