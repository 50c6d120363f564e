import { extensionPoint } from '#src/extension.ts';

/** A tab beside the settings of an assignment. Its page is a route of whoever offers it, which draws `assignments/staff/head`. */
export interface AssignmentTab {
  /** Key of its name. */
  readonly label: string;
  /** Of its page, below that of the assignment: `hints` for `/assignments/:id/hints`. */
  readonly name: string;
}

/** A plugin's offer of a tab; behind our own, in the order of the plugins. */
export const assignmentTab = extensionPoint<AssignmentTab>('assignments.assignmentTab');
