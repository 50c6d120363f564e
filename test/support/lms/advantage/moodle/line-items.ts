import { newId, type Column } from '../../gradebook/column.ts';
import { Refusal } from '../answer.ts';
import type { Body, Dialect, ToolInCourse } from '../dialect.ts';
import { moodleAddresses } from './addresses.ts';

/** Line items as Moodle's gradebook services read and write them: a maximum of 0 is fine, and a label may be empty. */
export const moodleLineItems: Dialect['lineItems'] = {
  pageSize: null,
  rescales: true,
  renames: false,
  shown: (place, column) => ({
    id: moodleAddresses.lineItem(place, column.id),
    label: column.label,
    scoreMaximum: column.scoreMaximum,
    resourceId: column.resourceId,
    tag: column.tag,
    ...(column.activityId === null ? {} : { resourceLinkId: column.activityId, ltiLinkId: column.activityId }),
    ...reviewOf(column),
  }),
  made: (place, body) => ({
    ...written(body),
    id: newId(),
    courseId: place.course.id,
    clientId: place.tool.clientId,
    activityId: ownActivity(place, body['resourceLinkId'] ?? body['ltiLinkId'] ?? null),
    isCoupled: false,
  }),
  changed(_place, column, body) {
    const link = body['resourceLinkId'] ?? null;
    if (link !== null && link !== column.activityId) throw new Refusal(400, 'The link cannot be changed');
    return { ...column, ...written(body) };
  },
  answered: (place, column, body) => ({ ...body, id: moodleAddresses.lineItem(place, column.id) }),
  admitRemoval: () => undefined,
};

/** The list of statuses and the label do not come back. */
function reviewOf({ submissionReview }: Column) {
  if (!submissionReview) return {};
  const { url, custom } = submissionReview;
  return { submissionReview: { ...(url ? { url } : {}), ...(custom ? { custom } : {}) } };
}

function written(body: Body) {
  const { label, scoreMaximum, resourceId, tag } = body;
  if (typeof label !== 'string' || scoreMaximum === undefined || scoreMaximum === null)
    throw new Refusal(400, 'No label or Score Maximum');
  const maximum = Number(scoreMaximum);
  if (!Number.isFinite(maximum) || scoreMaximum === '') throw new Refusal(400, '');
  return { label, scoreMaximum: maximum, resourceId: textIn(resourceId), tag: textIn(tag) };
}

const textIn = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

function ownActivity({ lms, tool, course }: ToolInCourse, link: unknown): string | null {
  if (link === null) return null;
  const asked = textIn(link);
  const isOwn = lms.activities.some(
    ({ id, courseId, clientId }) => id === asked && courseId === course.id && clientId === tool.clientId,
  );
  if (!isOwn) throw new Refusal(403, '');
  return asked;
}
