import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One score as it came, with the second in which it did. */
export interface PostedScore {
  readonly userId: string;
  readonly scoreGiven?: number;
  readonly scoreMaximum?: number;
  readonly comment?: string;
  readonly timestamp: string;
  readonly [name: string]: unknown;
}

export interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly type: string | null;
  readonly accept: string | null;
  readonly authorization: string | null;
  readonly body: string;
}

export interface Said {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What happens to a request instead of, or after, what the gradebook does with it. */
export type Mishap = (asked: Asked, usual: () => Said) => Said | 'hangUp' | Promise<Said | 'hangUp'> | null;

export interface Column {
  readonly url: string;
  label: string;
  scoreMaximum: number;
  resourceId: string;
  tag: string;
  resourceLinkId?: string;
  [name: string]: unknown;
}

export type Gradebook = Awaited<ReturnType<typeof openGradebook>>;

export interface GradebookOptions {
  /** A query that every address has, as Moodle's. */
  readonly query?: string;
  /** Timestamps are whole seconds, and one that is not later is refused, as Moodle does. */
  readonly isInSeconds?: boolean;
}

/** The services of a platform, by HTTP on a port of its own: tokens, line items, scores, results. */
export async function openGradebook({ query = '', isInSeconds = false }: GradebookOptions = {}) {
  const columns = new Map<string, Column>();
  const posts: { path: string; score: PostedScore }[] = [];
  const stored = new Map<string, PostedScore>();
  const asked: Asked[] = [];
  const tokens = new Set<string>();
  let mishap: Mishap = () => null;
  let address = '';

  const addColumn = (fields: Partial<Column> = {}): Column => {
    const path = `/lineitems/${columns.size + 1}`;
    const column = {
      label: 'Column',
      scoreMaximum: 100,
      resourceId: '',
      tag: '',
      ...fields,
      url: `${address}${path}${query}`,
    };
    columns.set(path, column);
    return column;
  };

  const usual = (request: Asked): Said => {
    const { pathname, searchParams } = new URL(request.path, address);
    if (pathname === '/token') {
      const token = randomUUID();
      tokens.add(token);
      const scope = new URLSearchParams(request.body).get('scope');
      return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: 3600, scope } };
    }
    if (!tokens.has(request.authorization?.replace('Bearer ', '') ?? ''))
      return { status: 401, body: { error: 'token' } };
    if (pathname === '/lineitems') return container(request, searchParams);
    const [, path = '', part] = /^(\/lineitems\/\d+)(?:\/(scores|results))?$/.exec(pathname) ?? [];
    const column = columns.get(path);
    if (!column) return { status: 404, body: { error: 'no such line item' } };
    if (part === 'scores') return score(path, request);
    if (part === 'results') return { status: 200, body: results(path, column, searchParams.get('user_id')) };
    return one(path, column, request);
  };

  const container = (request: Asked, filters: URLSearchParams): Said => {
    if (request.method === 'POST') {
      const { id: _id, ...fields } = JSON.parse(request.body) as Partial<Column>;
      return { status: 201, body: shown(addColumn(fields)) };
    }
    const names = { resource_id: 'resourceId', tag: 'tag', resource_link_id: 'resourceLinkId' };
    const found = [...columns.values()].filter((column) =>
      Object.entries(names).every(([name, key]) => !filters.has(name) || column[key] === filters.get(name)),
    );
    return { status: 200, body: found.map(shown) };
  };

  const one = (path: string, column: Column, { method, body }: Asked): Said => {
    if (method === 'DELETE') return (columns.delete(path), { status: 204 });
    if (method === 'PUT') {
      const { id: _id, ...fields } = JSON.parse(body) as Partial<Column>;
      for (const key of Object.keys(column)) if (key !== 'url') delete column[key];
      Object.assign(column, fields);
    }
    return { status: 200, body: shown(column) };
  };

  const score = (path: string, { body }: Asked): Said => {
    const posted = JSON.parse(body) as PostedScore;
    const key = `${path} ${posted.userId}`;
    const last = stored.get(key);
    if (last && instant(posted) <= instant(last)) return { status: 409, body: { error: 'timestamp is not later' } };
    stored.set(key, posted);
    posts.push({ path, score: posted });
    return { status: 200 };
  };
  const instant = ({ timestamp }: PostedScore) => {
    const ms = Date.parse(timestamp);
    return isInSeconds ? Math.floor(ms / 1000) : ms;
  };

  /** Rescaled to the column's maximum, as Moodle does; without those that have none. */
  const results = (path: string, column: Column, userId: string | null) =>
    [...stored].flatMap(([key, { scoreGiven, scoreMaximum, comment, userId: of }]) => {
      if (!key.startsWith(`${path} `) || scoreGiven === undefined || (userId !== null && userId !== of)) return [];
      const resultScore = (scoreGiven / scoreMaximum!) * column.scoreMaximum;
      return [{ id: `${column.url}#${of}`, userId: of, resultScore, resultMaximum: column.scoreMaximum, comment }];
    });

  const server = createServer((request, response) => {
    void read(request).then(async (seen) => {
      asked.push(seen);
      const said = (await mishap(seen, () => usual(seen))) ?? usual(seen);
      if (said === 'hangUp') return request.socket.destroy();
      return say(response, said);
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  address = `http://127.0.0.1:${port}`;
  return {
    address,
    tokenUrl: `${address}/token`,
    lineItemsUrl: `${address}/lineitems${query}`,
    columns,
    /** Every score that was taken, in the order of coming. */
    posts,
    /** The score that holds, by path of the column and user. */
    stored,
    asked,
    tokens,
    addColumn,
    askedFor: (path: RegExp) => asked.filter(({ path: seen }) => path.test(seen)),
    /** From now on; null for the usual again. */
    suffer: (wanted: Mishap | null) => void (mishap = wanted ?? (() => null)),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const shown = ({ url, ...fields }: Column) => ({ ...fields, id: url });

async function read(request: IncomingMessage): Promise<Asked> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { method = '', url = '', headers } = request;
  const { 'content-type': type = null, accept = null, authorization = null } = headers;
  return { method, path: url, type, accept, authorization, body };
}

function say(response: ServerResponse, { status, headers = {}, body }: Said) {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}
