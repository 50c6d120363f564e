import { html } from '../../support/web.ts';

/** A browser without script: it keeps cookies, and posts what the hidden fields of a page hold. */
export function aVisitor(origin: string, language = 'en') {
  const jar = new Map<string, string>();
  const headers = () => ({
    ...html,
    'accept-language': language,
    'sec-fetch-site': 'same-origin',
    ...(jar.size > 0 && { cookie: [...jar].map((pair) => pair.join('=')).join('; ') }),
  });
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split(/=(.*)/s);
      if (value && !/expires=Thu, 01 Jan 1970/i.test(cookie)) jar.set(name, value);
      else jar.delete(name);
    }
    return response;
  };
  let page = '';
  const read = async (response: Response) => {
    keep(response);
    const text = await response.text();
    if (text) page = text;
    return { status: response.status, location: response.headers.get('location'), text, headers: response.headers };
  };
  const hidden = () =>
    Object.fromEntries(
      [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [
        name!,
        value!.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
      ]),
    );
  return {
    jar,
    headers,
    page: () => page,
    hidden,
    get: async (path: string) => read(await fetch(origin + path, { headers: headers(), redirect: 'manual' })),
    async post(path: string, fields: Record<string, string> | [string, string][] = {}) {
      const given = Array.isArray(fields) ? fields : Object.entries(fields);
      const body = new URLSearchParams([...Object.entries(hidden()), ...given]);
      const sent = { method: 'POST', headers: headers(), body, redirect: 'manual' as const };
      return read(await fetch(origin + path, sent));
    },
    async postFile(path: string, field: string, file: Blob, name: string) {
      const body = new FormData();
      for (const [key, value] of Object.entries(hidden())) body.append(key, value);
      body.append(field, file, name);
      return read(await fetch(origin + path, { method: 'POST', headers: headers(), body, redirect: 'manual' }));
    },
  };
}

export type Visitor = ReturnType<typeof aVisitor>;

/** What stands in the main part of a page, without what differs at each drawing. */
export const mainOf = (text: string) =>
  (/<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text).replaceAll(/name="_key" value="[^"]+"/g, '');

/** JSON to and from the API. */
export const anApi = (origin: string, authorization?: string) => ({
  async send(method: string, path: string, body?: object) {
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, ...(text ? (JSON.parse(text) as Answer) : {}) } as Answer & { status: number };
  },
});

export interface Answer {
  readonly data?: Record<string, unknown> & { readonly token?: string; readonly challenge?: string };
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly details: { field: string; message: string }[];
  };
}
