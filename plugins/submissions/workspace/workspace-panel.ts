import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import { sideBySide } from '#src/scope/side-by-side.ts';
import type { View } from '#src/views.ts';
import type { PlaceOfWork } from './place-of-work.ts';

/** A part of the workspace below the task, wherever a problem is solved. */
export interface WorkspacePanel<D = unknown> {
  /** Unique among the panels; JSON has it under this name. */
  readonly name: string;
  readonly view: View<D>;
  /** What it shows to the actor, who may work there, or null for nothing. In one statement at most. */
  readonly load: (scope: Scope, place: PlaceOfWork) => Promise<D | null>;
}

const point = extensionPoint<WorkspacePanel<never>>('submissions.workspacePanel');

/** A plugin's offer of a panel; in the order of the plugins. */
export const workspacePanel = <D>(panel: WorkspacePanel<D>) => point(panel as WorkspacePanel<never>);

/** The panels that have something to show, with the data that their schemas declare and no more. */
export async function loadPanels(scope: Scope, place: PlaceOfWork) {
  const panels = scope.contributions<WorkspacePanel>(point as never);
  const found = await sideBySide(panels.map(({ load }) => load(scope, place)));
  return panels.flatMap(({ name, view }, index) => {
    const data = found[index];
    return data === null ? [] : [{ name, template: view.name, data: view.schema.parse(data) }];
  });
}
