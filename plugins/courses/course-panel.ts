import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { View } from '#src/views.ts';
import type { CourseRow } from './select-course.ts';

/** A part of a course's page, for whoever is in the course. */
export interface CoursePanel<D = unknown> {
  /** Unique among the panels; JSON has it under this name. */
  readonly name: string;
  readonly view: View<D>;
  /** What it shows to this person, or null for nothing. In two statements at most. */
  readonly load: (scope: Scope, course: CourseRow) => Promise<D | null>;
}

const point = extensionPoint<CoursePanel<never>>('courses.coursePanel');

/** A plugin's offer of a panel; in the order of the plugins. */
export const coursePanel = <D>(panel: CoursePanel<D>) => point(panel as CoursePanel<never>);

/** The panels that have something to show, with the data that their schemas declare and no more. */
export async function loadPanels(scope: Scope, course: CourseRow) {
  const loaded: { name: string; template: string; data: unknown }[] = [];
  for (const { name, view, load } of scope.contributions<CoursePanel>(point as never)) {
    const data = await load(scope, course);
    if (data !== null) loaded.push({ name, template: view.name, data: view.schema.parse(data) });
  }
  return loaded;
}
