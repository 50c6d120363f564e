import type { Request, RequestHandler, Response } from 'express';
import { DomainError, notFound } from '#src/errors.ts';
import { decodeQuery } from './input/decode-fields.ts';
import type { Body } from './input/body.ts';
import { decodeBody, parseInput } from './input/parse-input.ts';
import type { Web } from './web.ts';
import { begun } from '#src/scope/begun.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import type { Identified } from '#src/sessions/identify.ts';
import { refuseForgery, refuseOtherSite } from './csrf.ts';
import type { Drawing } from './draw.ts';
import { countRequest } from './edge-limits.ts';
import { allowFrames } from './frame-ancestors.ts';
import { refuseOtherPerson } from './other-person.ts';
import { formState } from './form-state.ts';
import { drawnIn, rememberLanguage } from './languages.ts';
import { keyedRequest } from './idempotency/keyed-request.ts';
import { performOnce } from './idempotency/perform-once.ts';
import { authorize, inTransaction } from './perform.ts';
import { problemOf } from './problem.ts';
import { readSent } from './read-sent.ts';
import { refuse, textOf } from './refuse.ts';
import { respond } from './respond.ts';
import type { Route } from './route.ts';
import { visitOf, type Visit } from './visit.ts';
import { installationScopeOf, scopeOf, tenantOf, whoAsks } from './who.ts';

/** What one request has come to be, step by step; a refusal at any step is drawn with what is known by then. */
interface Exchange {
  readonly req: Request;
  readonly res: Response;
  readonly visit: Visit;
  drawing: Drawing;
}

/** Limit → who → authorize → validate → handle → answer, for one route. */
export const dispatch =
  (kernel: Web, route: Route): RequestHandler =>
  async (req, res) => {
    const visit = visitOf(req, kernel.config);
    res.set('X-Request-ID', visit.requestId);
    rememberLanguage(req, res, visit.languages);
    const exchange: Exchange = { req, res, visit, drawing: drawingFor(kernel, { kind: 'anonymous' }, visit, null) };
    try {
      await answer(kernel, route, exchange);
    } catch (error) {
      refuse(res, error, visit, exchange.drawing);
    }
  };

async function answer(kernel: Web, route: Route, exchange: Exchange) {
  const { req, res, visit } = exchange;
  const who = await whoAsks(kernel, req);
  exchange.drawing = drawingFor(kernel, who, visit, null);
  refuseNarrowToken(route, who);
  await countRequest(kernel.limits, route, who, visit.ip, res);
  refuseOtherPerson(req, res, who);
  const scope = await openFor(kernel, route, who, exchange);
  exchange.drawing = drawingFor(kernel, who, visit, scope);
  await allowFrames(kernel, who, scope.organization, { req, res });
  const params = parseInput(route.params, req.params, () => notFound('page'));
  const query = parseInput(
    route.query,
    decodeQuery(route.query, new URL(req.originalUrl, 'http://x').searchParams, scope.timeZone),
  );
  const isChecked = route.method !== 'get' && !route.crossSite;
  // Where it comes from is known before its body, which may be large.
  if (isChecked) refuseOtherSite(kernel, req);
  const { raw, files, problems } = await readSent(route, req, scope, { params, query });
  if (isChecked) refuseForgery(kernel, who, req, raw);
  try {
    const body = () => {
      if (problems.length > 0) throw new DomainError('invalid', 'kernel.error.invalid', { fields: problems });
      return route.body ? parseInput(route.body, decodeBody(route.body, raw, scope.timeZone)) : undefined;
    };
    const reply = await performOnce(route, scope, { params, query, files, body, visit }, keyedRequest(req, raw));
    await respond(res, reply, visit.representation, exchange.drawing);
  } catch (error) {
    if (!(await drawAgain(route, scope, { params, query }, raw, error, exchange))) throw error;
  }
}

/** A refused form comes back with what was typed; only where its view could be drawn before. */
async function drawAgain(
  route: Route,
  scope: Scope | InstallationScope,
  asked: { params: unknown; query: unknown },
  raw: Body | null,
  error: unknown,
  exchange: Exchange,
) {
  const { visit, drawing, res } = exchange;
  const problem = problemOf(error);
  if (!route.again || problem.isUnexpected || visit.representation === 'json' || raw?.kind !== 'form') return false;
  const form = formState(raw.entries, textOf(problem, drawing), problem.stale);
  const reply = await inTransaction(
    scope,
    async (inside) => {
      const row = await authorize(route, inside, asked);
      await begun(inside);
      return route.again!(inside as never, { ...asked, row, visit } as never, form);
    },
    true,
  );
  if (problem.retryAfterSeconds !== null) res.set('Retry-After', String(problem.retryAfterSeconds));
  await respond(
    res,
    reply.kind === 'view' ? { ...reply, status: problem.status } : reply,
    visit.representation,
    drawing,
  );
  return true;
}

async function openFor(kernel: Web, route: Route, who: Identified, { req, visit }: Exchange) {
  if (route.tenant === 'none') return installationScopeOf(kernel, who, visit);
  return scopeOf(kernel, await tenantOf(kernel, req, who), who, visit);
}

function drawingFor(kernel: Web, who: Identified, visit: Visit, scope: Scope | InstallationScope | null): Drawing {
  const reader = {
    locale: drawnIn(visit.languages, scope?.locale),
    timeZone: scope?.timeZone ?? 'UTC',
    entrance: who.kind === 'anonymous' ? visit.entrance : '',
  };
  return { kernel, who, reader, organization: scope?.organization ?? null, visit };
}

/** A token never does more than it was made for. */
function refuseNarrowToken(route: Route, who: Identified) {
  if (who.kind === 'user' && who.scopes !== null && !who.scopes.includes(route.tokenScope))
    throw new DomainError('forbidden', 'kernel.error.tokenScope', { parameters: { scope: route.tokenScope } });
}
