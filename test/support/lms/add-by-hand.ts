import { addTool } from './add-tool.ts';
import type { Activity } from './courses.ts';
import { scopes } from './flavours/claim-names.ts';
import { columnOf, newId } from './gradebook/column.ts';
import type { ActivityByHand, ToolByHand } from './practice-lms.ts';
import { newClientId } from './protocol/register.ts';
import type { Lms } from './state.ts';

/** A tool that somebody typed in, with everything granted that this platform has. */
export function addToolByHand(lms: Lms, tool: ToolByHand) {
  const flavour = tool.flavour ?? lms.flavour;
  return addTool(lms, {
    clientId: newClientId(flavour),
    name: 'Tool',
    scopes: [...scopes],
    custom: {},
    flavour,
    ...tool,
  });
}

/** An activity with a column in the gradebook. Both are kept with whatever is written next. */
export function addActivityByHand(lms: Lms, { scoreMaximum, allowedAttempts, ...given }: ActivityByHand): Activity {
  const id = newId();
  const activity: Activity = { id, title: `Activity ${id}`, custom: {}, opensIn: 'frame', ...given };
  lms.activities.push(activity);
  const column = columnOf(activity, scoreMaximum);
  lms.columns.push(allowedAttempts === undefined ? column : { ...column, allowedAttempts });
  return activity;
}
