/** `failing`: too many calls of a model bring no answer. `slow`: too many take too long. */
export const incidentKinds = ['failing', 'slow'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** What was seen of the calls of a quarter of an hour. */
export interface Seen {
  readonly calls: number;
  readonly failed: number;
  readonly slow: number;
}

export interface Thresholds {
  /** 0 to 1. */
  readonly failedShare: number;
  readonly slowShare: number;
}

/** `none` says nothing new: it goes on as it was. */
export type Judged = 'bad' | 'good' | 'none';

/** Fewer calls say nothing. */
export const fewestCalls = 5;
/** It is over at half of the share at which it begins, so that it does not come and go. */
const overAt = 0.5;

/** Whether something is wrong with the model, of one kind. */
export function judgeCalls(kind: IncidentKind, seen: Seen, { failedShare, slowShare }: Thresholds): Judged {
  if (seen.calls < fewestCalls) return 'none';
  const [bad, most] = kind === 'failing' ? [seen.failed, failedShare] : [seen.slow, slowShare];
  const share = bad / seen.calls;
  if (share > most) return 'bad';
  return share <= most * overAt ? 'good' : 'none';
}

export const badOf = (kind: IncidentKind, { failed, slow }: Seen) => (kind === 'failing' ? failed : slow);
