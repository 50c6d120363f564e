import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { View } from '#src/views.ts';
import type { ProblemRow } from './allow-problem.ts';

/** A part of a problem's page, for those who may see it. */
export interface ProblemPanel<D = unknown> {
  /** Unique among the panels; JSON has it under this name. */
  readonly name: string;
  readonly view: View<D>;
  /** What it shows to this person, or null for nothing. In two statements at most. */
  readonly load: (scope: Scope, problem: ProblemRow) => Promise<D | null>;
}

const point = extensionPoint<ProblemPanel<never>>('problems.problemPanel');

/** A plugin's offer of a panel; in the order of the plugins. */
export const problemPanel = <D>(panel: ProblemPanel<D>) => point(panel as ProblemPanel<never>);

/** The panels that have something to show, with the data that their schemas declare and no more. */
export async function loadPanels(scope: Scope, problem: ProblemRow) {
  const loaded: { name: string; template: string; data: unknown }[] = [];
  for (const { name, view, load } of scope.contributions<ProblemPanel>(point as never)) {
    const data = await load(scope, problem);
    if (data !== null) loaded.push({ name, template: view.name, data: view.schema.parse(data) });
  }
  return loaded;
}
