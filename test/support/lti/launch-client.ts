import { html } from '../web.ts';

/** What came back from the tool. */
export interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly headers: Headers;
  readonly page: string;
  /** The words of its main part. */
  readonly words: string;
  readonly setCookies: readonly string[];
  /** The code of a refusal, as the page says it to scripts. */
  readonly reason: string | null;
  /** The id under which the attempt is found. */
  readonly reference: string | null;
}

/** An answer to a login initiation, with what the platform's authorization endpoint would be told. */
export interface LoginAnswer extends Answer {
  readonly authorization: URLSearchParams;
}

interface Request extends RequestInit {
  readonly headers?: Readonly<Record<string, string>>;
}

export type Fields = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

export type LaunchClient = ReturnType<typeof launchClient>;

let clients = 0;

/** A browser with a jar of its own, at an address of its own, so that no limit counts two of them together. */
export function launchClient(address: string, headers: Readonly<Record<string, string>> = {}) {
  const jar = new Map<string, string>();
  clients += 1;
  const from = `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`;
  const ask = async (path: string, { headers: more, ...init }: Request = {}): Promise<Answer> => {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const sent = { ...html, 'x-forwarded-for': from, 'x-forwarded-proto': 'https', ...headers, ...more };
    const response = await fetch(new URL(path, address), {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie && { cookie }), ...sent },
    });
    keep(jar, response);
    return read(response);
  };
  const post = (path: string, fields: Fields, more: Record<string, string> = {}) =>
    ask(path, { method: 'POST', headers: more, body: new URLSearchParams(pairs(fields)) });
  return {
    jar,
    ask,
    /** The login initiation, as a form or as a link. */
    async login(parameters: Fields, method: 'GET' | 'POST' = 'POST'): Promise<LoginAnswer> {
      const answer = await (method === 'POST'
        ? post('/lti/login', parameters)
        : ask(`/lti/login?${new URLSearchParams(pairs(parameters)).toString()}`));
      return { ...answer, authorization: queryOf(answer.location) };
    },
    /** The platform's form post that ends the launch. */
    launch: (fields: Fields, more?: Record<string, string>) => post('/lti/launch', fields, more),
  };
}

const pairs = (fields: Fields): [string, string][] =>
  (Array.isArray(fields) ? fields : Object.entries(fields)).map(([name, value]) => [name, value] as [string, string]);

const queryOf = (location: string | null) => new URLSearchParams(location ? new URL(location).search : '');

function keep(jar: Map<string, string>, response: Response) {
  for (const cookie of response.headers.getSetCookie()) {
    const [name = '', value = ''] = cookie.split(';')[0]!.split(/=(.*)/s);
    if (value && !/expires=Thu, 01 Jan 1970|max-age=0/i.test(cookie)) jar.set(name, value);
    else jar.delete(name);
  }
}

async function read(response: Response): Promise<Answer> {
  const page = await response.text();
  return {
    status: response.status,
    location: response.headers.get('location'),
    headers: response.headers,
    page,
    words: wordsOf(page),
    setCookies: response.headers.getSetCookie(),
    reason: /data-reason="([^"]+)"/.exec(page)?.[1] ?? null,
    reference: /data-reference="([\w-]+)"/.exec(page)?.[1] ?? null,
  };
}

/** What somebody reads between the tags. */
const wordsOf = (page: string) =>
  (/<main[\s\S]*<\/main>/.exec(page)?.[0] ?? '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
