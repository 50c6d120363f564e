import { LtiResourceLink } from '#lti';
import { Course } from '#plugins/courses';
import { currentVersionOf, Problem } from '#plugins/problems';
import type { Scope } from '#src/scope/scope.ts';
import { Assignment } from './assignment.entity.ts';
import { AssignmentProblem } from './assignment-problem.entity.ts';

export interface AssignmentForm {
  readonly courseId: string;
  /** In their order, each once. */
  readonly problems: readonly { readonly problemId: string; readonly points: number }[];
  /** Null for one that is opened here, or whose link nobody has launched yet. */
  readonly resourceLinkId: string | null;
  /** Null for that of the first problem. */
  readonly title: string | null;
  readonly releaseAt?: Date | null;
  readonly dueAt?: Date | null;
  readonly lateUntil?: Date | null;
  /** Default false: it waits for the first launch of the link that it was chosen for. */
  readonly isAwaitingLink?: boolean;
}

/** What a problem is worth until somebody says otherwise. */
export const usualPoints = 100;

/**
 * An assignment of these problems, in the versions that are published now; null where one was never published or is taken away.
 * Who may choose them is asked before. Throws UniqueConstraintViolationException for a link that has one.
 */
export const makeAssignment = (scope: Scope, form: AssignmentForm): Promise<Assignment | null> =>
  scope.transaction(async (inside) => {
    const { em } = inside;
    const { courseId, problems, resourceLinkId, title, ...rest } = form;
    const pinned: Pinned[] = [];
    for (const { problemId, points } of problems) {
      const one = await pin(inside, problemId);
      if (!one) return null;
      pinned.push({ ...one, points });
    }
    const assignment = em.create(Assignment, {
      ...rest,
      course: em.getReference(Course, courseId),
      ltiResourceLink: resourceLinkId === null ? null : em.getReference(LtiResourceLink, resourceLinkId),
      title: title ?? pinned[0]!.problem.title,
    } as never);
    for (const [index, one] of pinned.entries())
      em.create(AssignmentProblem, { ...one, assignment, position: index + 1 } as never);
    await em.flush();
    return assignment;
  });

type Pinned = NonNullable<Awaited<ReturnType<typeof pin>>> & { readonly points: number };

async function pin(scope: Scope, problemId: string) {
  const problem = await scope.em.findOne(Problem, { id: problemId, publishedAt: { $ne: null }, removedAt: null });
  const version = problem && (await currentVersionOf(scope, problem.id));
  return version ? { problem, version } : null;
}
