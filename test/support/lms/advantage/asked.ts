import type { Request } from 'express';
import { courses } from '../courses.ts';
import type { Lms } from '../state.ts';
import type { Tool } from '../tool.ts';
import { Refusal } from './answer.ts';
import { withQuery } from './page-of.ts';
import type { Body, Dialect, Resource, ToolInCourse } from './dialect.ts';

/** A request of a tool that is allowed to ask, for something that is there. */
export interface Asked extends ToolInCourse {
  readonly dialect: Dialect;
  readonly resource: Resource;
  readonly query: Request['query'];
  readonly params: Readonly<Record<string, string>>;
  /** The address that was asked, as this platform writes its own. */
  readonly url: string;
  readonly text: string;
}

export interface Asking {
  readonly lms: Lms;
  readonly dialect: Dialect;
  readonly resource: Resource;
  readonly scopes: readonly string[];
  readonly types: readonly string[];
}

/** Who asks for what. Throws a Refusal: 401 without a token that is good for it, then as the kind of LMS does. */
export function askedOf({ lms, dialect, resource, scopes, types }: Asking, req: Request): Asked {
  const tool = toolOf(lms, req, scopes);
  if (!tool) throw new Refusal(401, 'The access token is missing, unknown, too old, or not good for this');
  dialect.admit(req, tool, resource, types);
  const params = req.params as Record<string, string>;
  const course = Object.values(courses).find(({ id }) => id === params['course']);
  if (!course) throw new Refusal(404, `Not Found: Course ${params['course']} doesn't exist`);
  const text = typeof req.body === 'string' ? req.body : '';
  const url = withQuery(lms.address + req.originalUrl, {});
  return { lms, tool, course, dialect, resource, query: req.query, params, url, text };
}

function toolOf(lms: Lms, req: Request, scopes: readonly string[]): Tool | null {
  const token = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';
  const granted = lms.accessTokens.get(token);
  if (!granted || granted.expires <= Date.now()) return null;
  if (!granted.scopes.some((scope) => scopes.includes(scope))) return null;
  return lms.tools.find(({ clientId }) => clientId === granted.clientId) ?? null;
}

/** The object in a body. Throws a Refusal when there is none. */
export function bodyOf({ text }: Asked): Body {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body;
  } catch {
    // Said below.
  }
  throw new Refusal(400, 'The body is no JSON object');
}
