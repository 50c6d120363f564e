import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ServedMember {
  readonly user_id: string;
  readonly roles: readonly string[];
  readonly status?: string;
  readonly name?: string;
  readonly [more: string]: unknown;
}

/** What the server answers from now on; whatever is absent is as usual. */
export interface Roster {
  readonly members: readonly ServedMember[];
  /** Members in a page, where no `limit` asks for less. */
  readonly pageSize?: number;
  /** How long each answer takes. */
  readonly answerMs?: number;
  readonly groups?: readonly object[];
  readonly sets?: readonly object[];
  /** Members who can reach this link, where `rlid` names it; any other is refused. */
  readonly links?: Readonly<Record<string, readonly ServedMember[]>>;
  /** Answers instead: of page `page` (from 0) on, or of the token. */
  readonly refuses?: {
    readonly status: number;
    readonly page?: number;
    readonly body?: string;
    readonly token?: boolean;
  };
}

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Token, memberships and groups of a platform, over HTTP on a port of its own. */
export async function openRosterServer(first: Roster) {
  let roster = first;
  const asked: Asked[] = [];
  let pause = Promise.resolve();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', address);
      const one = {
        method: request.method ?? '',
        url,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      asked.push(one);
      const respond = () => {
        const { status, headers = {}, body } = answer(roster, url);
        return response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
      };
      void pause.then(() => setTimeout(respond, roster.answerMs ?? 0));
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    tokenUrl: `${address}/token`,
    membershipsUrl: `${address}/memberships?type=7`,
    groupsUrl: `${address}/groups`,
    setsUrl: `${address}/sets`,
    serve: (next: Roster) => void (roster = next),
    /** Answers nothing until the promise is kept. */
    holdUntil: (kept: Promise<void>) => void (pause = kept),
    /** What was asked since the last call; of one path where it is given. */
    take: (path?: string) => asked.splice(0).filter(({ url }) => path === undefined || url.pathname === path),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type RosterServer = Awaited<ReturnType<typeof openRosterServer>>;

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

function answer(roster: Roster, url: URL): Answer {
  const { refuses } = roster;
  const isToken = url.pathname === '/token';
  if (refuses && isToken === (refuses.token === true) && pageOf(url) >= (refuses.page ?? 0))
    return { status: refuses.status, body: refuses.body ?? JSON.stringify({ error: 'refused' }) };
  if (isToken) return ok({ access_token: 'a-token', token_type: 'Bearer', expires_in: 3600 });
  if (url.pathname === '/memberships') return memberships(roster, url);
  const user = url.searchParams.get('user_id');
  const groups = roster.groups?.filter((group) => !user || JSON.stringify(group).includes(user)) ?? [];
  return url.pathname === '/groups'
    ? paged('groups', groups, 2, url)
    : url.pathname === '/sets'
      ? ok({ sets: roster.sets ?? [] })
      : { status: 404, body: '{}' };
}

function memberships(roster: Roster, url: URL): Answer {
  const link = url.searchParams.get('rlid');
  const members = link === null ? roster.members : roster.links?.[link];
  if (!members) return { status: 400, body: JSON.stringify({ message: 'no such link' }) };
  const role = url.searchParams.get('role');
  const limit = Number(url.searchParams.get('limit') ?? 1_000);
  const found = role === null ? members : members.filter(({ roles }) => roles.includes(role));
  const more = { id: url.href, context: { id: 'course-1', label: 'CS 1', title: 'Programming' } };
  return paged('members', found, Math.min(limit, roster.pageSize ?? 1_000), url, more);
}

function paged(name: string, all: readonly unknown[], size: number, url: URL, more: object = {}): Answer {
  const page = pageOf(url);
  const next = new URL(url);
  next.searchParams.set('page', String(page + 1));
  const headers = (page + 1) * size < all.length ? { link: `<${next.href}>; rel="next"` } : {};
  return { ...ok({ ...more, [name]: all.slice(page * size, (page + 1) * size) }), headers };
}

const pageOf = (url: URL) => Number(url.searchParams.get('page') ?? 0);
const ok = (body: unknown): Answer => ({ status: 200, body: JSON.stringify(body) });
