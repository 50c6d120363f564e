import { hintKinds, mostHints, type HintKind } from '../kinds.ts';
import type { HintPlace } from './hint-place.ts';
import type { HintsOfPlace } from './select-hints.ts';

/** The hint that can be asked for now, and what it takes. */
export interface NextHint {
  readonly number: number;
  readonly kind: HintKind;
  /** Of the problem's points. */
  readonly percent: number;
}

/** Why none can be asked for. */
export const withoutHint = ['notOffered', 'writing', 'solved', 'used'] as const;
export type WithoutHint = (typeof withoutHint)[number];

/** Who practises has one of each kind; in an assignment those who teach say how many there are, and none before they do. */
export const mostOf = ({ assignment }: HintPlace, { rules }: HintsOfPlace) =>
  assignment === null ? mostHints : (rules?.hints ?? 0);

/** What each further hint takes of the problem's points: nothing where nothing counts any more. */
const percentOf = ({ assignment }: HintPlace, { rules }: HintsOfPlace) =>
  assignment?.isCounting ? (rules?.percent ?? 0) : 0;

export function nextHint(place: HintPlace, known: HintsOfPlace): NextHint | WithoutHint {
  const { hints, isSolved } = known;
  const most = mostOf(place, known);
  if (hints.some(({ state }) => state === 'WRITING')) return 'writing';
  if (most === 0) return 'notOffered';
  if (isSolved) return 'solved';
  if (hints.length >= most) return 'used';
  return { number: hints.length + 1, kind: hintKinds[hints.length]!, percent: percentOf(place, known) };
}

/** What one that was asked for takes: never more than was shown before, nor than those who teach want now, and nothing for nothing. */
export function takenBy(
  { percent, source }: { readonly percent: number; readonly source: string | null },
  { assignment }: HintPlace,
  { rules }: HintsOfPlace,
): number {
  if (!assignment || source === 'general' || source === null) return 0;
  return (assignment.worth * Math.min(percent, rules?.percent ?? 0)) / 100;
}
