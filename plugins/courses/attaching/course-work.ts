import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';

/** From one course to another, because a context that was one is attached to the other, or is not any more. */
export interface CourseMove {
  readonly from: string;
  readonly to: string;
  readonly contextId: string;
}

/** Work of a plugin that stands in courses. */
export interface CourseWork {
  /** What somebody calls it, of a course: all of it, or what the links of a context lead to. One statement. */
  readonly titles: (scope: Scope, courseId: string, contextId: string | null) => Promise<readonly string[]>;
  /** Brings what the links of a context lead to into the course that the context is now, in the open transaction. */
  readonly move: (scope: Scope, move: CourseMove) => Promise<void>;
}

/** A plugin's part when a context comes to another course: its links lead to the same work, for the people of that course. */
export const courseWork = extensionPoint<CourseWork>('courses.courseWork');

/** Of all plugins, in their order. */
export async function workTitles(scope: Scope, courseId: string, contextId: string | null): Promise<readonly string[]> {
  const titles: string[] = [];
  for (const work of scope.contributions(courseWork)) titles.push(...(await work.titles(scope, courseId, contextId)));
  return titles;
}

export async function moveWork(scope: Scope, move: CourseMove): Promise<void> {
  for (const work of scope.contributions(courseWork)) await work.move(scope, move);
}
