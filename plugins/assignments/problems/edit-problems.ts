import { LockMode } from '@mikro-orm/core';
import { currentVersionOf, Problem } from '#plugins/problems';
import { audit } from '#src/audit/audit.ts';
import { DomainError, invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentChanged } from '../assignment-changed.ts';
import { AssignmentProblem } from '../assignment-problem.entity.ts';
import { Assignment } from '../assignment.entity.ts';
import { usualPoints } from '../make-assignment.ts';

/** A problem of an assignment and what it is worth, in the order in which they shall stand. */
export interface Worth {
  readonly problemId: string;
  readonly points: number;
}

interface Edit {
  readonly assignmentId: string;
  /** The one that whoever edits had before them. */
  readonly version: number;
}

/** Beyond any position that an assignment has. */
const aside = 1_000;
/** As many as a form holds. */
export const mostProblems = 100;

/**
 * Brings the problems of an assignment into this order, with these points; those that are left out are taken away. Work on them
 * stays, and counts again when they come back. Throws DomainError `conflict` where somebody else saved since, `invalid` for none.
 */
export const editProblems = (scope: Scope, edit: Edit, wanted: readonly Worth[]): Promise<void> =>
  changeProblems(scope, edit, async ({ em }) => {
    if (wanted.length === 0) throw invalid({ field: 'act', key: 'assignments.error.lastProblem' });
    const assignment = edit.assignmentId;
    await em.nativeDelete(AssignmentProblem, { assignment, problem: { $nin: wanted.map((one) => one.problemId) } });
    // Of two that change places neither may stand where the other still is.
    await em.execute('update assignment_problem set position = position + ? where assignment_id = ?', [
      aside,
      assignment,
    ]);
    for (const [index, { problemId, points }] of wanted.entries())
      await em.nativeUpdate(AssignmentProblem, { assignment, problem: problemId }, { points, position: index + 1 });
  });

/**
 * Puts a problem at the end, in the version that is published now. Who may choose it is asked before. Throws DomainError `invalid`
 * for one that is there already, or was never published, `conflict` where somebody else saved since.
 */
export const addProblem = (scope: Scope, edit: Edit, problemId: string): Promise<void> =>
  changeProblems(scope, edit, async (inside) => {
    const { em } = inside;
    const assignment = em.getReference(Assignment, edit.assignmentId);
    const standing = await em.find(AssignmentProblem, { assignment }, { orderBy: { position: 'asc' } });
    const refuse = (key: string) => invalid({ field: 'problemId', key: `assignments.error.${key}` });
    if (standing.some(({ problem }) => problem.id === problemId)) throw refuse('alreadyThere');
    if (standing.length >= mostProblems) throw refuse('tooManyProblems');
    const version = await currentVersionOf(inside, problemId);
    if (!version) throw refuse('notPublished');
    const problem = em.getReference(Problem, problemId);
    const position = (standing.at(-1)?.position ?? 0) + 1;
    em.create(AssignmentProblem, { assignment, problem, version, points: usualPoints, position } as never);
    await em.flush();
  });

/** In one transaction that holds the assignment's row, so that of two saves one comes too late. */
export const changeProblems = (
  scope: Scope,
  { assignmentId, version }: Edit,
  change: (inside: Scope) => Promise<void>,
): Promise<void> =>
  scope.transaction(async (inside) => {
    const { em } = inside;
    const standing = await em.findOneOrFail(Assignment, assignmentId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (standing.version !== version) throw new DomainError('conflict', 'assignments.error.problemsStale');
    await change(inside);
    await em.nativeUpdate(Assignment, { id: assignmentId }, { version: version + 1 });
    await inside.emit(assignmentChanged, { assignmentId });
    const target = { type: 'assignment', id: assignmentId };
    inside.afterCommit(() => audit(inside, { action: 'assignment.problemsChanged', target }));
  });
