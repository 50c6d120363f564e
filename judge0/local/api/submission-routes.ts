import { randomUUID } from 'node:crypto';
import { Router, type Request as HttpRequest, type Response } from 'express';
import { nothingYet, type Request, type Submission } from '../answers/submission.ts';
import { statusOf } from '../answers/statuses.ts';
import { needsUser } from './access.ts';
import { notFound } from './not-found.ts';
import { defaultFields, NotTextError, readFields, renderSubmission } from './fields.ts';
import type { Judge } from './judge.ts';
import type { Attributes } from './read-attributes.ts';
import { readSubmission } from './read-submission.ts';

/** Creating, reading, listing and deleting single submissions. */
export function submissionRoutes(judge: Judge): Router {
  const routes = Router();
  routes.post('/submissions', (request, response) => create(judge, request, response));
  routes.get('/submissions', needsUser(judge), (request, response) => list(judge, request, response));
  routes.get('/submissions/:token', (request, response) => show(judge, request, response));
  routes.delete('/submissions/:token', needsUser(judge), (request, response) => remove(judge, request, response));
  return routes;
}

async function create(judge: Judge, request: HttpRequest, response: Response) {
  const { config } = judge.settings;
  const wait = request.query.wait === 'true';
  const base64 = isBase64(request);
  if (config.maintenance_mode) return void response.status(503).json({ error: 'Judge0 is currently in maintenance.' });
  if (wait && !config.enable_wait_result) return void response.status(400).json({ error: 'wait not allowed' });
  if (isFull(judge, 1)) return void response.status(503).json({ error: 'queue is full' });
  const asked = wait ? readFields(request.query.fields) : { fields: defaultFields };
  if ('unknown' in asked) return void refuseFields(response, asked.unknown);
  const read = readSubmission(attributesOf(request.body), base64, config, judge.languages);
  if ('problems' in read) return void response.status(422).json(read.problems);
  const submission = newSubmission(read.request);
  // Who waits on the line and loses it has no token to ask with, so such a one needs not be on disk yet.
  if (wait) judge.answers.note(submission);
  else judge.answers.keep(submission);
  const finished = wait ? judge.queue.finished(submission.token) : null;
  judge.queue.add(submission);
  if (!finished) return void response.status(201).json({ token: submission.token });
  answer(judge, response, 201, await finished, asked.fields, base64);
}

async function show(judge: Judge, request: HttpRequest, response: Response) {
  const asked = readFields(request.query.fields);
  if ('unknown' in asked) return void refuseFields(response, asked.unknown);
  const submission = await judge.answers.find(String(request.params.token));
  if (!submission) return notFound(request, response);
  answer(judge, response, 200, submission, asked.fields, isBase64(request));
}

async function list(judge: Judge, request: HttpRequest, response: Response) {
  const asked = readFields(request.query.fields);
  if ('unknown' in asked) return void refuseFields(response, asked.unknown);
  const page = positive(request.query.page, 1);
  const perPage = Math.min(positive(request.query.per_page, 20), 100);
  const tokens = [...judge.answers.known.keys()].toReversed();
  const shown = tokens.slice((page - 1) * perPage, page * perPage);
  const found = await Promise.all(shown.map((token) => judge.answers.find(token)));
  const pages = Math.ceil(tokens.length / perPage);
  const meta = {
    current_page: page,
    next_page: page < pages ? page + 1 : null,
    prev_page: page > 1 ? page - 1 : null,
    total_pages: pages,
    total_count: tokens.length,
  };
  const present = found.filter((submission) => submission !== null);
  const submissions = () => present.map((submission) => rendered(judge, submission, asked.fields, isBase64(request)));
  orNotText(response, 400, {}, () => response.json({ submissions: submissions(), meta }));
}

async function remove(judge: Judge, request: HttpRequest, response: Response) {
  if (!judge.settings.config.enable_submission_delete)
    return void response.status(400).json({ error: 'delete not allowed' });
  const submission = await judge.answers.find(String(request.params.token));
  if (!submission) return notFound(request, response);
  const { id, description } = statusOf(submission.status_id);
  if (submission.finished_at === null)
    return void response
      .status(400)
      .json({ error: `submission cannot be deleted because its status is ${id} (${description})` });
  await judge.answers.remove(submission.token);
  const asked = readFields(request.query.fields);
  response.json(rendered(judge, submission, 'fields' in asked ? asked.fields : defaultFields, true));
}

export const isBase64 = (request: HttpRequest) => request.query.base64_encoded === 'true';

export const isFull = (judge: Judge, more: number) =>
  judge.queue.waiting() + more > judge.settings.config.max_queue_size;

export const attributesOf = (body: unknown): Attributes =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Attributes) : {};

export const newSubmission = (request: Request): Submission => ({
  ...request,
  ...nothingYet,
  token: randomUUID(),
  created_at: new Date().toISOString(),
  finished_at: null,
  interruptions: 0,
});

export const refuseFields = (response: Response, unknown: readonly string[]) =>
  response.status(400).json({ error: `invalid fields: [${unknown.join(', ')}]` });

export const rendered = (judge: Judge, submission: Submission, fields: readonly string[], base64: boolean) => {
  const language = judge.languages.find(({ id }) => id === submission.language_id);
  return renderSubmission(submission, fields, base64, language?.name ?? '');
};

function answer(
  judge: Judge,
  response: Response,
  status: number,
  submission: Submission,
  fields: readonly string[],
  base64: boolean,
) {
  const { token } = submission;
  const refusal = status === 201 ? { status: 201, more: { token } } : { status: 400, more: {} };
  orNotText(response, refusal.status, refusal.more, () =>
    response.status(status).json(rendered(judge, submission, fields, base64)),
  );
}

export function orNotText(response: Response, status: number, more: object, send: () => void) {
  try {
    send();
  } catch (error) {
    if (!(error instanceof NotTextError)) throw error;
    response.status(status).json({ error: error.message, ...more });
  }
}

const positive = (value: unknown, otherwise: number) =>
  typeof value === 'string' && /^[1-9]\d{0,6}$/.test(value) ? Number(value) : otherwise;
