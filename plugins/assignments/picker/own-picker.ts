import { deepLinkPicker } from '#lti';
import { pickerPath } from './picker-paths.ts';

/** Wherever the LMS takes links into a course, problems are chosen first; everything else stands behind a link of that page. */
export const ownPicker = deepLinkPicker(async (_scope, { id, launch, settings }) =>
  launch.context && settings.accept_types.includes('ltiResourceLink') ? pickerPath(id) : null,
);
