import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { assignmentPath } from '../paths.ts';
import type { AssignmentRow } from '../select-assignment.ts';
import { assignmentTab, type AssignmentTab } from './assignment-tab.ts';

const ownTabs: readonly AssignmentTab[] = [
  { name: 'settings', label: 'assignments.tab.settings' },
  { name: 'problems', label: 'assignments.tab.problems' },
  { name: 'extensions', label: 'assignments.tab.extensions' },
  { name: 'starts', label: 'assignments.tab.starts' },
  { name: 'versions', label: 'assignments.tab.versions' },
  { name: 'preview', label: 'assignments.tab.preview' },
];

/** What every page says with which those who teach look after an assignment. */
export const StaffHead = z.object({
  id: z.uuid(),
  title: z.string(),
  tabs: z.array(z.object({ label: z.string(), path: z.string(), isCurrent: z.boolean() })),
});

/** With the tab of this name as the current one. */
export const staffHead = (
  { contributions }: Pick<Scope, 'contributions'>,
  { id, title, minutes }: Pick<AssignmentRow, 'id' | 'title' | 'minutes'>,
  current: string,
): z.output<typeof StaffHead> => ({
  id,
  title,
  tabs: [...ownTabs, ...contributions(assignmentTab)]
    .filter(({ name }) => name !== 'starts' || minutes !== null || current === name)
    .map(({ name, label }) => ({ label, path: `${assignmentPath(id)}/${name}`, isCurrent: name === current })),
});
