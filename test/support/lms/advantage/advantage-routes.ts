import express, { Router, type RequestHandler, type Response } from 'express';
import type { Endpoint } from '../failures.ts';
import { scope } from '../flavours/claim-names.ts';
import { outOfOrder } from '../protocol/out-of-order.ts';
import type { Lms } from '../state.ts';
import { Refusal, type Answer } from './answer.ts';
import { askedOf, type Asked } from './asked.ts';
import { listGroups, listGroupSets } from './groups.ts';
import { createLineItem, deleteLineItem, listLineItems, readLineItem, updateLineItem } from './line-items.ts';
import { mediaTypes } from './media-types.ts';
import { listMembers } from './memberships.ts';
import { listResults, readResult } from './results.ts';
import { takeScore } from './scores.ts';
import type { Dialect, Resource } from './dialect.ts';
import { dialects } from './dialects.ts';

interface Act {
  /** Any of them is enough. */
  readonly scopes: readonly string[];
  readonly types: readonly string[];
  readonly answer: (asked: Asked) => Answer | Promise<Answer>;
}

const reading = [scope.lineItem, scope.lineItemReadonly];
const writing = [scope.lineItem];

interface Served {
  readonly endpoint: Endpoint;
  /** By method. */
  readonly acts: Readonly<Record<string, Act>>;
}

const read = (type: string, scopes: readonly string[], answer: Act['answer']): Act => ({
  scopes,
  types: [type],
  answer,
});

const served: Readonly<Record<Resource, Served>> = {
  lineItems: {
    endpoint: 'lineItems',
    acts: {
      GET: read(mediaTypes.lineItems, reading, listLineItems),
      POST: { scopes: writing, types: [mediaTypes.lineItem], answer: createLineItem },
    },
  },
  lineItem: {
    endpoint: 'lineItems',
    acts: {
      GET: read(mediaTypes.lineItem, reading, readLineItem),
      PUT: { scopes: writing, types: [mediaTypes.lineItem], answer: updateLineItem },
      DELETE: { scopes: writing, types: [], answer: deleteLineItem },
    },
  },
  scores: {
    endpoint: 'scores',
    acts: { POST: { scopes: [scope.score], types: [mediaTypes.score], answer: takeScore } },
  },
  results: { endpoint: 'results', acts: { GET: read(mediaTypes.results, [scope.resultReadonly], listResults) } },
  result: { endpoint: 'results', acts: { GET: { scopes: [scope.resultReadonly], types: [], answer: readResult } } },
  memberships: {
    endpoint: 'memberships',
    acts: { GET: read(mediaTypes.memberships, [scope.memberships], listMembers) },
  },
  groups: { endpoint: 'groups', acts: { GET: read(mediaTypes.groups, [scope.groups], listGroups) } },
  groupSets: { endpoint: 'groups', acts: { GET: read(mediaTypes.groupSets, [scope.groups], listGroupSets) } },
};

/** Line items, scores, results, members and groups, at the addresses of every flavour. */
export function advantageRoutes(lms: Lms): Router {
  const router = Router();
  const body = express.text({ type: () => true, limit: '1mb' });
  for (const dialect of Object.values(dialects))
    for (const [resource, path] of Object.entries(dialect.addresses.paths) as [Resource, string][])
      router.all(path, outOfOrder(lms, served[resource].endpoint), body, serve(lms, dialect, resource));
  return router;
}

const serve =
  (lms: Lms, dialect: Dialect, resource: Resource): RequestHandler =>
  async (req, res) => {
    try {
      const act = served[resource].acts[req.method];
      if (!act) throw new Refusal(405, 'This resource does not know this method');
      send(res, await act.answer(askedOf({ lms, dialect, resource, ...act }, req)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(res, dialect.refused(error, req, resource));
    }
  };

function send(res: Response, { status, body, type, link }: Answer) {
  res.status(status);
  // Bytes of UTF-8, as some platforms send them; with a text for a body Node would encode them once more.
  if (link) res.set('Link', Buffer.from(link).toString('latin1'));
  if (type) res.set('Content-Type', `${type}; charset=utf-8`);
  res.end(body === undefined ? undefined : Buffer.from(JSON.stringify(body)));
}
