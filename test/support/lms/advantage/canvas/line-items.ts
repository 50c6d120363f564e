import { z } from 'zod';
import { canvasResourceLinkId } from '../../flavours/canvas-ids.ts';
import { newId, type Column } from '../../gradebook/column.ts';
import { Refusal } from '../answer.ts';
import type { Body, Dialect, ToolInCourse } from '../dialect.ts';
import { canvasAddresses } from './addresses.ts';

const Written = z.looseObject({
  label: z.string().trim().min(1),
  scoreMaximum: z.number().min(0),
  resourceId: z.string().nullish(),
  tag: z.string().nullish(),
  resourceLinkId: z.string().nullish(),
});

/** Line items as Canvas has them: each is an assignment, and what is empty is left out. */
export const canvasLineItems: Dialect['lineItems'] = {
  pageSize: 10,
  rescales: false,
  renames: true,
  shown: (place, column) => ({
    id: canvasAddresses.lineItem(place, column.id),
    scoreMaximum: column.scoreMaximum,
    label: column.label,
    ...(column.tag ? { tag: column.tag } : {}),
    ...(column.resourceId ? { resourceId: column.resourceId } : {}),
    ...(column.activityId === null ? {} : { resourceLinkId: canvasResourceLinkId(column.activityId) }),
  }),
  made(place, body) {
    const { label, scoreMaximum, resourceId, tag, resourceLinkId } = parsed(Written, body);
    return {
      id: newId(),
      courseId: place.course.id,
      clientId: place.tool.clientId,
      label,
      scoreMaximum,
      resourceId: resourceId ?? '',
      tag: tag ?? '',
      activityId: resourceLinkId ? graded(place, resourceLinkId) : null,
      isCoupled: false,
    };
  },
  changed(_place, column, body) {
    const { label, scoreMaximum, resourceId, tag } = parsed(Written.partial(), body);
    return {
      ...column,
      label: label ?? column.label,
      scoreMaximum: scoreMaximum ?? column.scoreMaximum,
      resourceId: resourceId === undefined ? column.resourceId : (resourceId ?? ''),
      tag: tag === undefined ? column.tag : (tag ?? ''),
    };
  },
  answered: (place, column) => canvasLineItems.shown(place, column),
  admitRemoval(column: Column) {
    if (column.isCoupled) throw new Refusal(401, '');
  },
};

function parsed<Shape extends z.ZodType>(shape: Shape, body: Body): z.output<Shape> {
  const read = shape.safeParse(body);
  if (!read.success) throw new Refusal(422, z.prettifyError(read.error));
  return read.data;
}

/** The activity behind a resource link, which needs a column before it can have another. */
function graded({ lms, tool, course }: ToolInCourse, resourceLinkId: string): string {
  const activity = lms.activities.find(
    ({ id, courseId, clientId }) =>
      canvasResourceLinkId(id) === resourceLinkId && courseId === course.id && clientId === tool.clientId,
  );
  if (!activity) throw new Refusal(404, 'The specified resource does not exist.');
  if (!lms.columns.some(({ activityId }) => activityId === activity.id)) throw new Refusal(412, '');
  return activity.id;
}
