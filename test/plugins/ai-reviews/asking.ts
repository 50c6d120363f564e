import type { Scope } from '#src/scope/scope.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { html } from '../../support/web.ts';

interface Work {
  readonly id: string;
  readonly headers: Record<string, string>;
}

export interface AskedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly said: string;
  readonly data: {
    readonly reviewId: string;
    readonly status: string;
    readonly state: string;
    readonly estimatedSeconds: number;
    readonly pollAfterSec: number | null;
    readonly review: object | null;
  };
}

/** Asks for reviews as programs do, and looks at pages as people do. */
export const askingAt = (address: string) => ({
  ask: ({ id, headers }: Work, wanted?: object) =>
    answer(`${address}/api/v1/submissions/${id}/review`, {
      method: 'POST',
      headers: { ...headers, ...(wanted && { 'content-type': 'application/json' }) },
      ...(wanted && { body: JSON.stringify(wanted) }),
    }),
  poll: (reviewId: string, headers: Record<string, string>) =>
    answer(`${address}/api/v1/reviews/${reviewId}`, { headers }),
  page: async ({ id, headers }: Work, language: string, path = `/submissions/${id}`) =>
    (await fetch(address + path, { headers: { ...html, ...headers, 'accept-language': language } })).text(),
  /** The same work, in the eyes of somebody else. */
  as: ({ id }: Work, headers: Record<string, string>): Work => ({ id, headers }),
  /** Somebody who has written the problem. */
  async author(scope: Scope, problemId: string) {
    const { user, authorization } = await aSignedInPerson(scope, ['instructor']);
    await scope.transaction(({ em }) =>
      em.execute('update problem set author_id = ? where id = ?', [user.id, problemId]),
    );
    return { authorization };
  },
});

async function answer(url: string, init: RequestInit): Promise<AskedAnswer> {
  const response = await fetch(url, init);
  const said = await response.text();
  const { data } = JSON.parse(said) as Pick<AskedAnswer, 'data'>;
  return { status: response.status, headers: response.headers, said, data };
}
