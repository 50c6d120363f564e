import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { DomainError } from '#src/errors.ts';
import { page, redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { scoreEventKinds } from '../../score-event.entity.ts';
import { keepTheirs, releasable, releaseScores } from '../release-scores.ts';
import { drawnScore, instant, lmsName, Score } from './column-views.ts';
import { scoresPath } from './places.ts';
import { selectEvents, selectScore, type ShownScore } from './select-score.ts';

const ById = z.object({ id: idOf('ltiScore') });

const scoreView = view(
  'lti/scores/score',
  Score.extend({
    lineItemId: z.uuid(),
    label: z.string().nullable(),
    lms: z.string().nullable(),
    comment: z.string().nullable(),
    activityProgress: z.string(),
    gradingProgress: z.string(),
    scoredAt: z.iso.datetime(),
    canResend: z.boolean(),
    canReplace: z.boolean(),
    events: z.array(
      z.object({
        kind: z.enum(scoreEventKinds),
        at: z.iso.datetime(),
        scoreGiven: z.number().nullable(),
        scoreMaximum: z.number().nullable(),
        status: z.int().nullable(),
        reason: z.string().nullable(),
        words: z.string().nullable(),
        who: z.string().nullable(),
      }),
    ),
  }),
);

async function scorePage(scope: Scope, row: ShownScore) {
  const events = await selectEvents(scope, row.id);
  return page(
    scoreView,
    {
      ...row,
      ...drawnScore(row),
      lms: lmsName(row.family),
      scoredAt: instant(row.scoredAt)!,
      canResend: releasable.resent.includes(row.state),
      canReplace: releasable.replaced.includes(row.state),
      events: events.map((event) => ({ ...event, at: instant(event.at)! })),
    },
    { title: row.name },
  );
}

interface Act {
  readonly summary: string;
  /** The last part of its path, and of the text that says it was done. */
  readonly noun: 'sending' | 'keeping' | 'replacement';
  readonly action: string;
  /** Resolves to how many it was done with. */
  readonly perform: (scope: Scope, of: { readonly lineItemId: string; readonly scoreId: string }) => Promise<number>;
}

const act = ({ summary, noun, action, perform }: Act) =>
  post(`${scoresPath}/:id/${noun}`, {
    summary,
    params: ById,
    body: z.object({}),
    allow: async (scope, { id }) => selectScore(scope, id),
    async handle(scope, { row }) {
      const { id, lineItemId } = row;
      // Meanwhile it went its way.
      if ((await perform(scope, { lineItemId, scoreId: id })) === 0)
        throw new DomainError('conflict', 'lti.scores.error.moved');
      scope.afterCommit(() => audit(scope, { action, target: { type: 'ltiScore', id } }));
      return redirect(`${scoresPath}/${id}`, { said: `lti.scores.said.one.${noun}` });
    },
  });

/** One person's score in one column, with its history, and what somebody decides about it. */
export const scoreRoutes = [
  get(`${scoresPath}/:id`, {
    summary: 'One score: ours, the one in the LMS, and every send with what came of it',
    answer: scoreView,
    params: ById,
    allow: async (scope, { id }) => selectScore(scope, id),
    handle: async (scope, { row }) => scorePage(scope, row),
  }),
  act({
    noun: 'sending',
    action: 'ltiScores.resent',
    summary: 'Sends a score again',
    perform: (scope, of) => releaseScores(scope, 'resent', of),
  }),
  act({
    noun: 'keeping',
    action: 'ltiScores.kept',
    summary: "Leaves the LMS's value where somebody changed it there",
    perform: keepTheirs,
  }),
  act({
    noun: 'replacement',
    action: 'ltiScores.replaced',
    summary: 'Replaces the value that was changed in the LMS by ours',
    perform: (scope, of) => releaseScores(scope, 'replaced', of),
  }),
];
