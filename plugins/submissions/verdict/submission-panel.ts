import { extensionPoint } from '#src/extension.ts';
import type { Scope } from '#src/scope/scope.ts';
import { sideBySide } from '#src/scope/side-by-side.ts';
import type { View } from '#src/views.ts';
import type { SubmissionRow } from './select-submission.ts';

/** A part of a submission's page, below its verdict, for those who may see the submission. */
export interface SubmissionPanel<D = unknown> {
  /** Unique among the panels; JSON has it under this name. */
  readonly name: string;
  readonly view: View<D>;
  /** What it shows to this person, or null for nothing. In one statement at most. */
  readonly load: (scope: Scope, submission: SubmissionRow) => Promise<D | null>;
  /** The address of the topic by which it changes; null where nothing will. */
  live(submission: SubmissionRow, data: D): string | null;
}

const point = extensionPoint<SubmissionPanel<never>>('submissions.submissionPanel');

/** A plugin's offer of a panel; in the order of the plugins. */
export const submissionPanel = <D>(panel: SubmissionPanel<D>) => point(panel as SubmissionPanel<never>);

/** The panels that have something to show, with the data that their schemas declare and no more. */
export async function loadPanels(scope: Scope, submission: SubmissionRow) {
  const panels = scope.contributions<SubmissionPanel>(point as never);
  const found = await sideBySide(panels.map((panel) => panel.load(scope, submission)));
  return panels.flatMap((panel, index) => {
    const data = found[index];
    if (data === null) return [];
    const { name, view } = panel;
    return [{ name, template: view.name, data: view.schema.parse(data), live: panel.live(submission, data) }];
  });
}
