import type { Response } from 'express';
import { z } from 'zod';
import { view } from '#src/views.ts';
import { drawFragment, drawPage, type Drawing } from './draw.ts';
import { failure } from './envelope.ts';
import { problemOf, type Problem } from './problem.ts';
import { varyOn } from './representation.ts';
import { sendElsewhere } from './respond.ts';
import type { Visit } from './visit.ts';

const errorView = view(
  'kernel/error',
  z.object({
    status: z.number(),
    message: z.string(),
    requestId: z.string(),
    isUnexpected: z.boolean(),
    details: z.array(z.object({ field: z.string(), message: z.string() })),
    stale: z.array(z.object({ field: z.string(), typed: z.string(), standing: z.string() })),
  }),
);

const resumeView = view('kernel/resume', z.object({ path: z.string() }));

/** Answers what was thrown in the form that the reader asked for, and logs what is ours to mend under the id that the page shows. */
export function refuse(res: Response, error: unknown, visit: Visit, drawing: Drawing) {
  const problem = problemOf(error);
  const { requestId, path, entrance } = visit;
  const level = problem.isUnexpected ? 'error' : 'debug';
  drawing.kernel.log[level](
    { err: error, requestId, path: path.split('?')[0], status: problem.status },
    'request refused',
  );
  if (res.headersSent) return void res.destroy();
  if (problem.retryAfterSeconds !== null) res.set('Retry-After', String(problem.retryAfterSeconds));
  res.vary(varyOn).set({ 'Cache-Control': 'no-store', 'Content-Language': drawing.reader.locale });
  if (problem.status === 401 && visit.isFramed && visit.representation === 'page')
    return void res
      .status(401)
      .type('html')
      .send(drawPage(drawing, { view: resumeView, data: { path } }));
  if (problem.status === 401 && visit.representation !== 'json')
    return sendElsewhere(res, `${doorOf(path, entrance)}?next=${encodeURIComponent(path)}`, visit.representation, null);
  send(res.status(problem.status), problem, visit, drawing);
}

/** Whoever runs the installation comes in by another door than everybody else. */
const doorOf = (path: string, entrance: string) =>
  /^\/operator(?:\/|\?|$)/.test(path) ? '/operator/login' : `${entrance}/auth/login`;

function send(res: Response, problem: Problem, { representation, requestId }: Visit, drawing: Drawing) {
  const { message, details } = textOf(problem, drawing);
  if (representation === 'json') return void res.json(failure({ code: problem.code, message, details }, problem.stale));
  const data = {
    status: problem.status,
    message,
    requestId,
    isUnexpected: problem.isUnexpected,
    details,
    stale: bothTexts(problem),
  };
  if (representation === 'fragment') return void res.type('html').send(drawFragment(drawing, errorView, data));
  return void res.type('html').send(drawPage(drawing, { view: errorView, data, title: message }));
}

const bothTexts = ({ stale }: Problem) =>
  Object.keys(stale?.standing ?? {}).map((field) => ({
    field,
    typed: textFor(stale!.typed[field]),
    standing: textFor(stale!.standing[field]),
  }));

const textFor = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/** The problem's sentences in the reader's language. */
export function textOf({ key, parameters, fields }: Problem, { kernel, reader }: Drawing) {
  const { messages } = kernel;
  const say = (word: string, values: Problem['parameters'] = {}) =>
    messages.has(word) ? messages.translate(reader.locale, word, values, reader.timeZone) : word;
  return {
    message: say(key, parameters),
    details: fields.map(({ field, key: word, parameters: values }) => ({ field, message: say(word, values) })),
  };
}
