import { workspacePanel } from '#plugins/submissions';
import { hintPlace } from '../asking/hint-place.ts';
import { offersHints } from '../asking/offers-hints.ts';
import { hintsPath } from '../paths.ts';
import { waitingPanelView } from './hint-views.ts';

/**
 * Keeps the place of the hints below the task, which come by themselves once the page is there; nothing where those who teach
 * offer none and none was asked for.
 */
export const hintPanel = workspacePanel({
  name: 'hints',
  view: waitingPanelView,
  async load(scope, worked) {
    const place = hintPlace(scope, worked);
    if (!place || !(await offersHints(scope, place))) return null;
    return { problemId: place.problemId, path: hintsPath(place.base) };
  },
});
