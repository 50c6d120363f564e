import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { View } from '#src/views.ts';
import type { AssignmentRow } from './select-assignment.ts';

/** A part of an assignment's page, for whoever is in its course. */
export interface AssignmentPanel<D = unknown> {
  /** Unique among the panels; JSON has it under this name. */
  readonly name: string;
  readonly view: View<D>;
  /** What it shows to this person, or null for nothing. In two statements at most. */
  readonly load: (scope: Scope, assignment: AssignmentRow) => Promise<D | null>;
}

const point = extensionPoint<AssignmentPanel<never>>('assignments.assignmentPanel');

/** A plugin's offer of a panel; in the order of the plugins. */
export const assignmentPanel = <D>(panel: AssignmentPanel<D>) => point(panel as AssignmentPanel<never>);

/** The panels that have something to show, with the data that their schemas declare and no more. */
export async function loadPanels(scope: Scope, assignment: AssignmentRow) {
  const loaded: { name: string; template: string; data: unknown }[] = [];
  for (const { name, view, load } of scope.contributions<AssignmentPanel>(point as never)) {
    const data = await load(scope, assignment);
    if (data !== null) loaded.push({ name, template: view.name, data: view.schema.parse(data) });
  }
  return loaded;
}
