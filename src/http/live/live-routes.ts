import type { Response } from 'express';
import { z } from 'zod';
import { invalid, notFound } from '#src/errors.ts';
import { defineLimit } from '#src/limits/limit.ts';
import { oneAddress } from '#src/sessions/visit.ts';
import { everybody, operators } from '../allow.ts';
import type { Drawing } from '../draw.ts';
import { success } from '../envelope.ts';
import { stream, type Reply } from '../reply.ts';
import { isApi } from '../representation.ts';
import { get } from '../route.ts';
import { liveTopic, readAddress, type Addressed, type AnyScope, type Topic } from './topic.ts';
import type { Format } from './draw-state.ts';

const mostTopics = 50;

const Query = z.object({
  topics: z
    .string()
    .min(1)
    .max(mostTopics * 200)
    .describe('Addresses of topics, with commas between them'),
  wait: z.number().int().min(0).max(0).optional().describe('0 answers the present state once, for polling'),
});

/** What pages watch: the state of each topic first, then its changes; parts of a page to htmx, data to programs. */
export const liveRoutes = [
  get('/live', {
    summary: 'Sends the state of topics, and every change while it is open',
    work: 'steps',
    countsItself: true,
    query: Query,
    allow: everybody,
    handle: (scope, { query }) => answer(scope, 'organization', query),
  }),

  get('/operator/live', {
    summary: 'The same for topics of the installation',
    tenant: 'none',
    work: 'steps',
    countsItself: true,
    query: Query,
    allow: operators,
    handle: (scope, { query }) => answer(scope, 'none', query),
  }),
];

/** What is open costs its opening only; a person who polls for many pages still gets by. */
const openings = defineLimit({ name: 'live.open', points: 300, seconds: 60 });
const anonymousOpenings = defineLimit({ name: 'live.open.address', points: 1_200, seconds: 60 });

async function answer(
  scope: AnyScope,
  tenant: Topic['tenant'],
  { topics: text, wait }: z.output<typeof Query>,
): Promise<Reply> {
  await count(scope);
  const offered = scope.contributions(liveTopic).filter((topic) => topic.tenant === tenant);
  const topics = addressed(offered, text);
  return stream((res, drawing) => {
    if (res.req.method === 'HEAD') return Promise.resolve(void res.end());
    const format = formatOf(res);
    return wait === 0
      ? once(res, { scope, topics, drawing, format })
      : drawing.kernel.live.open(res, { scope, topics, drawing, format });
  });
}

const count = ({ actor, origin, limits }: AnyScope) =>
  'id' in actor
    ? limits.consume(openings, actor.id)
    : limits.consume(anonymousOpenings, oneAddress('ip' in origin ? origin.ip : ''));

/** Throws DomainError `notFound` for an address that names nothing, `invalid` for too many. */
function addressed(offered: readonly Topic[], text: string): readonly Addressed[] {
  const addresses = [...new Set(text.split(',').filter(Boolean))];
  if (addresses.length > mostTopics)
    throw invalid({ field: 'topics', key: 'kernel.field.tooManyTopics', parameters: { most: mostTopics } });
  return addresses.map((address) => {
    const found = readAddress(offered, address);
    if (!found) throw notFound('topic');
    return found;
  });
}

interface Once {
  readonly scope: AnyScope;
  readonly topics: readonly Addressed[];
  readonly drawing: Drawing;
  readonly format: Format;
}

/** For polling. */
async function once(res: Response, { scope, topics, drawing, format }: Once) {
  const watcher = { scope, drawing, format, reader: drawing.reader };
  const states = await drawing.kernel.live.states(watcher, topics);
  if (format === 'html') return void res.type('html').send(states.map(({ text }) => text).join('\n'));
  res.json(success('', { topics: states.map(({ text }) => JSON.parse(text) as unknown) }));
}

/** htmx says that it takes HTML beside the stream; programs do not. */
const formatOf = ({ req }: Response): Format =>
  !isApi(req.path) && req.get('accept')?.includes('text/html') ? 'html' : 'json';
