import { Router, type Request, type Response } from 'express';
import type { Submission } from '../answers/submission.ts';
import { readFields } from './fields.ts';
import type { Judge } from './judge.ts';
import { readSubmission } from './read-submission.ts';
import {
  attributesOf,
  isBase64,
  isFull,
  newSubmission,
  orNotText,
  refuseFields,
  rendered,
} from './submission-routes.ts';

/** Creating and reading many submissions in one request. Maintenance does not keep them out, as it does not in the original. */
export function batchRoutes(judge: Judge): Router {
  const routes = Router();
  routes.post('/submissions/batch', (request, response) => create(judge, request, response));
  routes.get('/submissions/batch', (request, response) => show(judge, request, response));
  return routes;
}

function create(judge: Judge, request: Request, response: Response) {
  const { submissions: list } = attributesOf(request.body);
  const sent: readonly unknown[] = Array.isArray(list) ? list : [];
  if (refuseSize(judge, response, sent.length)) return;
  if (isFull(judge, sent.length)) return void response.status(503).json({ error: 'queue is full' });
  const read = sent.map((each) =>
    readSubmission(attributesOf(each), isBase64(request), judge.settings.config, judge.languages),
  );
  const taken = read.map((each) => ('request' in each ? newSubmission(each.request) : each.problems));
  const submissions = taken.filter((each): each is Submission => 'token' in each && 'created_at' in each);
  for (const submission of submissions) {
    judge.answers.keep(submission);
    judge.queue.add(submission);
  }
  const created = new Map<unknown, string>(submissions.map((submission) => [submission, submission.token]));
  const body = taken.map((each) => (created.has(each) ? { token: created.get(each) } : each));
  response.status(submissions.length > 0 ? 201 : 422).json(body);
}

async function show(judge: Judge, request: Request, response: Response) {
  const { tokens: inQuery } = request.query;
  const named = typeof inQuery === 'string' ? inQuery : (request.get('tokens') ?? '');
  const tokens = named.split(',').filter(Boolean);
  if (refuseSize(judge, response, tokens.length)) return;
  const asked = readFields(request.query.fields);
  if ('unknown' in asked) return void refuseFields(response, asked.unknown);
  const found = await Promise.all(tokens.map((token) => judge.answers.find(token)));
  orNotText(response, 400, {}, () =>
    response.json({
      submissions: found.map((each) => each && rendered(judge, each, asked.fields, isBase64(request))),
    }),
  );
}

function refuseSize(judge: Judge, response: Response, count: number) {
  const { enable_batched_submissions: enabled, max_submission_batch_size: most } = judge.settings.config;
  const error = !enabled
    ? 'batched submissions are not allowed'
    : count === 0
      ? 'there should be at least one submission in a batch'
      : count > most
        ? `number of submissions in a batch should be less than or equal to ${most}`
        : null;
  if (error !== null) response.status(400).json({ error });
  return error !== null;
}
