import { z } from 'zod';
import { DomainError, invalid } from '#src/errors.ts';
import { redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post } from '#src/http/route.ts';
import { LmsRefused } from '../../advantage/lms-refused.ts';
import { sendTestScore } from '../send-test-score.ts';
import { takeBackTestScore } from '../take-back-test-score.ts';
import { testFormPath, testScoresPath } from './places.ts';
import { selectTestPlace } from './select-place.ts';
import { selectTest } from './select-test.ts';
import { testFormPage, testFormView, testPage, testView } from './test-views.ts';

const OfContext = z.object({ id: idOf('ltiContext') });
const ById = z.object({ id: idOf('ltiTestScore') });

const Form = z.object({
  /** Absent: a column for tests. */
  lineItem: z.uuid().optional(),
  member: z.string().max(255).optional(),
  subject: z.string().trim().max(255).optional(),
  scoreGiven: z.number().min(0).max(1_000_000),
  scoreMaximum: z.number().positive().max(1_000_000),
});

/** A score by hand, to see whether scores arrive: for course staff, and for testers without students. */
export const testRoutes = [
  get(testFormPath(':id'), {
    summary: 'The form for a test score in a course',
    answer: testFormView,
    params: OfContext,
    allow: async (scope, { id }) => selectTestPlace(scope, id),
    handle: async (scope, { row }) => testFormPage(scope, row, emptyForm),
  }),

  post('/lti/contexts/:id/test-scores', {
    summary: 'Sends a test score to the LMS and shows what it answered',
    work: 'steps',
    params: OfContext,
    body: Form,
    allow: async (scope, { id }) => scope.transaction((inside) => selectTestPlace(inside, id), { readOnly: true }),
    async handle(scope, { row, body }) {
      const subject = body.subject || body.member;
      if (!subject) throw invalid({ field: 'subject', key: 'lti.scores.error.nobody' });
      const { lineItem = null, scoreGiven, scoreMaximum } = body;
      const form = { contextId: row.contextId, lineItemId: lineItem, subject, scoreGiven, scoreMaximum };
      const id = await sendTestScore(scope, form).catch(inWords);
      return redirect(`${testScoresPath}/${id}`);
    },
    again: async (scope, { row }, form) => testFormPage(scope, row, form),
  }),

  get(`${testScoresPath}/:id`, {
    summary: 'A test score, and what the LMS answered',
    answer: testView,
    params: ById,
    allow: async (scope, { id }) => selectTest(scope, id),
    handle: async (_scope, { row }) => testPage(row, emptyForm),
  }),

  post(`${testScoresPath}/:id/withdrawal`, {
    summary: 'Takes a test score out of the LMS',
    work: 'steps',
    params: ById,
    body: z.object({}),
    allow: async (scope, { id }) => scope.transaction((inside) => selectTest(inside, id), { readOnly: true }),
    async handle(scope, { row }) {
      await takeBackTestScore(scope, row.id);
      return redirect(`${testScoresPath}/${row.id}`);
    },
    again: async (_scope, { row }, form) => testPage(row, form),
  }),
];

/** The column for tests could not be made: the platform's own words, on the form. */
function inWords(error: unknown): never {
  if (!(error instanceof LmsRefused)) throw error;
  throw new DomainError('conflict', 'lti.scores.error.columnRefused', {
    parameters: { words: error.words },
    cause: error,
  });
}
