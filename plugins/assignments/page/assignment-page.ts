import { workspaceOf, type Workspace, type WorkspaceOptions } from '#plugins/submissions';
import { notFound } from '#src/errors.ts';
import { page } from '#src/http/reply.ts';
import type { Scope } from '#src/scope/scope.ts';
import { loadPanels } from '../assignment-panel.ts';
import { isStaff, type AssignmentRow } from '../select-assignment.ts';
import { isToBegin, timingFields } from '../timing/timing-fields.ts';
import { assignedPlace, type AssignedPlace } from './assigned-place.ts';
import { assignmentView } from './assignment-view.ts';
import { attemptFields } from './attempt-fields.ts';
import { liveWorkPath } from './live-topics.ts';
import { isSolved, problemFields } from './problem-fields.ts';
import { selectWork } from './select-work.ts';
import { termFields } from './term-fields.ts';
import { windowFields } from './window-fields.ts';

/**
 * Where an assignment begins: for learners one of its problems, the first unsolved unless another is asked for, in the workspace;
 * for those who teach how the class stands. Throws DomainError `notFound` for a problem that is none of it.
 */
export async function assignmentPage(scope: Scope, row: AssignmentRow, { problem: problemId, isPreview }: Asked) {
  const { all, current } = await findWork(scope, row, problemId);
  const next = problemId === undefined ? all.find((work) => !isSolved(work)) : undefined;
  const place = assignedPlace(row, all, next ?? current);
  const isHidden = windowFields(scope, row).phase === 'before' || isToBegin(scope, row);
  return isStaff(row) || isHidden
    ? drawAssignment(scope, place, { work: null, isPreview })
    : workPage(scope, place, {}, isPreview);
}

interface Asked {
  /** The first unsolved by default. */
  readonly problem?: string | undefined;
  readonly isPreview?: boolean;
}

/** The problems of an assignment, and the one that is asked for, by default the first. Throws DomainError `notFound`. */
export async function findWork(scope: Scope, row: AssignmentRow, problemId: string | undefined) {
  const all = await selectWork(scope, row);
  const current = problemId === undefined ? all[0] : all.find((work) => work.problemId === problemId);
  if (!current) throw notFound('problem');
  return { all, current };
}

/** One of its problems in the workspace. */
export async function workPage(scope: Scope, place: AssignedPlace, options: WorkspaceOptions, isPreview = false) {
  const { row, current } = place;
  const work = await workspaceOf(scope, place, {
    ...options,
    latestId: current.attempts.findLast(({ isOwn }) => isOwn)?.id ?? null,
    isClosed: !termFields(scope, row, current.attempts).isOpen,
    around: {
      bar: 'assignments/work/bar',
      task: 'assignments/work/task',
      terms: 'assignments/work/terms',
      results: 'assignments/work/results',
    },
  });
  return drawAssignment(scope, place, { work, isPreview });
}

async function drawAssignment(
  scope: Scope,
  { row, all, current }: AssignedPlace,
  { work, isPreview = false }: { readonly work: Workspace | null; readonly isPreview?: boolean | undefined },
) {
  const { id, title, courseId, courseTitle, isTestUser, instructions, minutes, isOptional, policy, userId } = row;
  const { problemId } = current;
  const timing = timingFields(scope, row);
  const isTimed = timing !== null && !isPreview;
  const data = {
    ...windowFields(scope, row),
    ...attemptFields(row, current.attempts),
    ...termFields(scope, row, current.attempts),
    id,
    title,
    courseId,
    courseTitle,
    isTestUser,
    instructions: isStaff(row) || work ? instructions : null,
    minutes,
    isOptional,
    policy,
    points: all.reduce((sum, { points }) => sum + points, 0),
    problems: all.map((one) => problemFields(id, one)),
    problemId,
    timing,
    isPreview,
    work,
    live: liveWorkPath({ assignmentId: id, userId, problemId }, { problems: all.length, isTimed }),
    panels: await loadPanels(scope, row),
  };
  return page(assignmentView, data, { title });
}
