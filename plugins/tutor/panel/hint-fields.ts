import type { HintPlace } from '../asking/hint-place.ts';
import { mostOf, nextHint, takenBy } from '../asking/next-hint.ts';
import type { HintsOfPlace } from '../asking/select-hints.ts';
import { hintsPath } from '../paths.ts';
import type { HintFields } from './hint-views.ts';
import { saidHint } from './said-hint.ts';

/** What there is at a place, and what can be asked for. */
export function hintFields(place: HintPlace, known: HintsOfPlace): HintFields {
  const { problemId, base, assignment } = place;
  const next = nextHint(place, known);
  const most = mostOf(place, known);
  return {
    problemId,
    path: hintsPath(base),
    hints: known.hints.map((hint) => ({
      ...saidHint(hint),
      points: takenBy(hint, place, known),
      mayAgree: hint.lacking === 'noConsent',
      isSent: hint.isSent,
      askedAt: new Date(hint.askedAt).toISOString(),
    })),
    most,
    left: Math.max(0, most - known.hints.length),
    next: typeof next === 'string' ? null : { ...next, points: ((assignment?.worth ?? 0) * next.percent) / 100 },
    without: typeof next === 'string' ? next : null,
  };
}
