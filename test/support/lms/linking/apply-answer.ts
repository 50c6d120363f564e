import type { Activity } from '../courses.ts';
import { columnOf, newId, type Column } from '../gradebook/column.ts';
import type { Lms } from '../state.ts';
import type { Tool } from '../tool.ts';
import type { Choice } from './choice.ts';
import type { ContentItem } from './content-item.ts';

/** Makes activities of what was chosen, or changes the one that was chosen anew, which keeps its id. Returns them. */
export async function applyAnswer(
  lms: Lms,
  choice: Choice,
  items: readonly ContentItem[],
): Promise<readonly Activity[]> {
  const tool = lms.tools.find(({ clientId }) => clientId === choice.clientId)!;
  choice.isAnswered = true;
  const activities = items.map((item) => {
    const activity = activityOf(choice, tool, item);
    place(lms.activities, activity);
    placeColumn(lms, tool, activity, item);
    return activity;
  });
  await lms.save();
  return activities;
}

const activityOf = ({ courseId, activityId }: Choice, tool: Tool, item: ContentItem): Activity => ({
  id: activityId ?? newId(),
  courseId,
  clientId: tool.clientId,
  title: item.title || tool.name,
  targetLinkUri: item.url ?? tool.targetLinkUri,
  custom: item.custom ?? {},
  opensIn: item.window && !item.iframe ? 'tab' : 'frame',
  ...(item.text ? { text: item.text } : {}),
  ...(item.available ? { available: item.available } : {}),
  ...(item.submission ? { submission: item.submission } : {}),
});

function place<Kept extends { readonly id: string }>(list: Kept[], kept: Kept) {
  const at = list.findIndex(({ id }) => id === kept.id);
  if (at < 0) list.push(kept);
  else list[at] = kept;
}

/** Without a line item there is no column; one that is there stays with its grades. */
function placeColumn(lms: Lms, tool: Tool, activity: Activity, { lineItem }: ContentItem) {
  if (!lineItem) return;
  const before = lms.columns.find(({ activityId, isCoupled }) => activityId === activity.id && isCoupled);
  const column: Column = {
    ...columnOf(activity, lineItem.scoreMaximum),
    ...(before ? { id: before.id } : {}),
    ...(tool.flavour === 'canvas' && lineItem.label ? { label: lineItem.label } : {}),
    resourceId: lineItem.resourceId ?? '',
    tag: lineItem.tag ?? '',
    ...(lineItem.gradesReleased === undefined ? {} : { gradesReleased: lineItem.gradesReleased }),
    ...(lineItem.submissionReview ? { submissionReview: lineItem.submissionReview } : {}),
  };
  place(lms.columns, column);
}
