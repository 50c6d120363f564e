import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { View } from '#src/views.ts';

/** A part of the page on which somebody arrives who is signed in. */
export interface HomePanel<D = unknown> {
  /** Unique among the panels; JSON has it under this name. */
  readonly name: string;
  readonly view: View<D>;
  /** What it shows to this person, or null for nothing. In two statements at most. */
  readonly load: (scope: Scope) => Promise<D | null>;
}

const point = extensionPoint<HomePanel<never>>('organizations.homePanel');

/** A plugin's offer of a panel; in the order of the plugins. */
export const homePanel = <D>(panel: HomePanel<D>) => point(panel as HomePanel<never>);

export interface LoadedPanel {
  readonly name: string;
  /** Name of the template. */
  readonly template: string;
  readonly data: unknown;
}

/** The panels that have something to show, with the data that their schemas declare and no more. */
export async function loadPanels(scope: Scope): Promise<LoadedPanel[]> {
  const loaded: LoadedPanel[] = [];
  for (const { name, view, load } of scope.contributions<HomePanel>(point as never)) {
    const data = await load(scope);
    if (data !== null) loaded.push({ name, template: view.name, data: view.schema.parse(data) });
  }
  return loaded;
}
