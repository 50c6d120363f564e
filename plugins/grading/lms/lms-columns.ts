import { z } from 'zod';

/** What the LMS was told of a grade and what it had when it was asked last; `s` is the score. All null where it was told nothing. */
export const lmsColumns = `s.id as "scoreId", s.state as "lmsState", s.score_given as "scoreGiven", s.score_maximum as "scoreMaximum",
  s.sent_at as "sentAt", s.result_score as "resultScore", s.result_maximum as "resultMaximum", s.result_read_at as "resultReadAt"`;

export interface LmsRow {
  readonly scoreId: string | null;
  readonly lmsState: 'waiting' | 'sent' | 'failed' | 'held' | 'changed' | 'kept' | null;
  readonly scoreGiven: number | null;
  readonly scoreMaximum: number | null;
  readonly sentAt: string | null;
  readonly resultScore: number | null;
  readonly resultMaximum: number | null;
  readonly resultReadAt: string | null;
}

/** The LMS's side of a grade, as pages show it beside ours. */
export const LmsFields = z.object({
  /** `drift`: it has another value, which somebody entered there; `kept` is one that a person leaves. */
  state: z.enum(['none', 'waiting', 'sent', 'failed', 'held', 'drift', 'kept']),
  /** What it has, as far as we know. */
  points: z.number().nullable(),
  maximum: z.number().nullable(),
  sentAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime().nullable(),
});
export type LmsFields = z.output<typeof LmsFields>;

export function lmsFields(row: LmsRow): LmsFields {
  const { lmsState, scoreGiven, scoreMaximum, resultScore, resultMaximum, sentAt, resultReadAt } = row;
  const isTheirs = lmsState === 'changed' || lmsState === 'kept';
  const state = lmsState === null ? 'none' : lmsState === 'changed' ? 'drift' : lmsState;
  const theirs = { points: resultScore, maximum: resultMaximum };
  const ours = { points: sentAt === null ? null : scoreGiven, maximum: sentAt === null ? null : scoreMaximum };
  return { state, ...(isTheirs ? theirs : ours), sentAt: instant(sentAt), readAt: instant(resultReadAt) };
}

const instant = (at: string | null) => at && new Date(at).toISOString();
