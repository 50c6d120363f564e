import { randomInt } from 'node:crypto';
import { addTool } from './add-tool.ts';
import type { Activity } from './courses.ts';
import { scopes } from './flavours/claim-names.ts';
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

/** An activity under an id that no restart gives to another. */
export function addActivityByHand(lms: Lms, given: ActivityByHand): Activity {
  const id = String(randomInt(100_000, 2 ** 31));
  const activity: Activity = { id, title: `Activity ${id}`, custom: {}, opensIn: 'frame', ...given };
  lms.activities.push(activity);
  return activity;
}
