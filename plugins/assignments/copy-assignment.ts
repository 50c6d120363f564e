import { LtiResourceLink } from '#lti';
import { Course } from '#plugins/courses';
import type { Scope } from '#src/scope/scope.ts';
import { AssignmentProblem } from './assignment-problem.entity.ts';
import { Assignment } from './assignment.entity.ts';

interface CopyPlace {
  readonly courseId: string;
  readonly resourceLinkId: string;
  /** Null for that of the source. */
  readonly title: string | null;
}

/**
 * An assignment of its own with the problems and rules of another, for a link that names that one: its course was copied in the
 * LMS, or the link was. Dates that have passed stay behind, as nobody could hand in anything; so do groups, extensions and work.
 * Returns its id.
 */
export async function copyAssignment(scope: Scope, source: Assignment, place: CopyPlace): Promise<string> {
  const { em } = scope;
  const { instructions, latePercentPerDay, attempts, minutes, isOptional, policy, gradeRelease } = source;
  const isOfSameCourse = source.course.id === place.courseId;
  const copy = em.create(Assignment, {
    course: em.getReference(Course, place.courseId),
    ltiResourceLink: em.getReference(LtiResourceLink, place.resourceLinkId),
    title: place.title ?? source.title,
    instructions,
    latePercentPerDay,
    attempts,
    minutes,
    isOptional,
    policy,
    gradeRelease,
    ...datesOf(source, scope.now()),
    groupSet: isOfSameCourse ? source.groupSet : null,
    sourceId: source.id,
    copiedAt: isOfSameCourse ? null : scope.now(),
  } as never);
  const problems = await em.find(AssignmentProblem, { assignment: source });
  for (const { problem, version, points, position } of problems)
    em.create(AssignmentProblem, { assignment: copy, problem, version, points, position } as never);
  await em.flush();
  return copy.id;
}

function datesOf({ releaseAt, dueAt, lateUntil }: Assignment, now: Date) {
  const isOver = dueAt != null && dueAt < now;
  return {
    releaseAt: releaseAt && releaseAt > now ? releaseAt : null,
    dueAt: isOver ? null : dueAt,
    lateUntil: isOver ? null : lateUntil,
  };
}
