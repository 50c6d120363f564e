import type { FlavourName } from '../tool.ts';

/** Where tools come back to with what was chosen; the query says to which choice it belongs, as `sesskey`. */
export const choicePaths: Readonly<Record<FlavourName, string>> = {
  moodle: '/mod/lti/contentitem_return.php',
  canvas: '/deep_linking_response',
};
