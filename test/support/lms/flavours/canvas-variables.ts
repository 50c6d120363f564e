import { canvasContextId, canvasResourceLinkId, opaque, uuidOf } from './canvas-ids.ts';
import type { Place } from './flavour.ts';
import { coreVariables } from './variables.ts';

/** The token by which Canvas knows the frame that a message came from. */
export const postMessageToken = (activityId: string) => opaque(`frame ${activityId}`);

/** Numbers stay numbers, and a variable that Canvas does not know stays as it was written. */
export const canvasVariables = (place: Place) => ({
  ...coreVariables(place, uuidOf(place.person.id)),
  '$Context.id': canvasContextId(place.course.id),
  '$ResourceLink.id': canvasResourceLinkId(place.activity.id),
  '$Canvas.user.id': Number(place.person.id),
  '$Canvas.course.id': Number(place.course.id),
  '$Canvas.assignment.unlockAt.iso8601': place.activity.available?.startDateTime ?? null,
  '$Canvas.assignment.lockAt.iso8601': place.activity.available?.endDateTime ?? null,
  '$Canvas.assignment.dueAt.iso8601': place.activity.submission?.endDateTime ?? null,
  '$Canvas.assignment.pointsPossible': maximumOf(place),
  '$Canvas.api.domain': new URL(place.lms.address).host,
  '$com.instructure.PostMessageToken': postMessageToken(place.activity.id),
});

const maximumOf = ({ lms, activity }: Place) =>
  lms.columns.find(({ activityId }) => activityId === activity.id)?.scoreMaximum ?? null;
