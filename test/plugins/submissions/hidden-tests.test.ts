import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { aProblem } from '../../support/problem-factories.ts';
import { html, htmx, json } from '../../support/web.ts';
import { manyExecutions, serve, somebody } from './a-classroom.ts';

/** A program that tries to carry off what it was given: by its output, its errors, its ending. */
const thieves = {
  output: 'import sys\nprint(sys.stdin.read())',
  errors: 'import sys\nsys.stderr.write(sys.stdin.read())\nprint(3)',
  exception: 'raise ValueError(input())',
  slow: 'import time\nprint(input(), flush=True)\ntime.sleep(30)',
} as const;

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp({ works: true, environment: manyExecutions });
  address = await serve(app);
});
afterAll(() => app.stop());

describe('what hidden tests give and want', () => {
  it('is in no representation of any route, in no stream and in no row, while a thief is judged and afterwards [F1-11, CON-26]', async () => {
    const [given, wanted] = [`given-${randomUUID()}`, `wanted-${randomUUID()}`];
    const scope = await aScope(app);
    const { id: problemId } = await aProblem(scope, {
      limits: { timeMs: 500 },
      tests: [
        { id: 'one', name: 'Shown', visibility: 'sample', stdin: '1 2\n', expected: '3\n' },
        { id: 'two', name: `name-${given}`, visibility: 'hidden', stdin: `${given}\n`, expected: `${wanted}\n` },
      ],
    });
    const student = await somebody(scope, address, 'learner');
    const { authorization } = student.headers;
    const ids = await Promise.all(Object.values(thieves).map((code) => student.submit(problemId, code)));
    const runs = await Promise.all(Object.values(thieves).map((code) => tried(student, problemId, code)));
    const page = { ...htmx, authorization };
    const streams = ids.map((id) => listen(`${address}/api/v1/submissions/${id}/events`, { authorization }));
    const pages = [
      ...(await livesOf(student, ids)).map((live) => listen(address + live, page, 'data-final')),
      ...runs.map(({ live }) => listen(address + live, page, 'The run is over')),
    ];
    const search = async () => {
      for (const path of [...pathsOf(problemId, ids), ...runs.map(({ id }) => `/runs/${id}`)])
        for (const [prefix, headers] of forms) {
          const text = await (await fetch(address + prefix + path, { headers: { ...headers, authorization } })).text();
          expect([path, text.includes(given), text.includes(wanted)]).toEqual([path, false, false]);
        }
    };
    await search();
    for (const id of ids) await student.judged(id, 60);
    await search();
    const heard = await Promise.all(streams.map(async (stream) => (await stream).close()));
    expect(heard.every((text) => text.includes('"isFinal":true'))).toBe(true);
    const drawn = await Promise.all(pages.map(async (stream) => (await stream).close()));
    expect(drawn.map((text) => /data-final|The run is over/.test(text))).toEqual(drawn.map(() => true));
    heard.push(...drawn);
    expect(heard.filter((text) => text.includes(given) || text.includes(wanted))).toEqual([]);
    const rows = await scope.transaction(
      ({ em }) => em.execute('select s.*, r.* from submission s join test_run r on r.submission_id = s.id'),
      { readOnly: true },
    );
    expect(rows.length).toBe(ids.length * 2);
    expect(JSON.stringify(rows)).not.toContain(given);
    expect(JSON.stringify(rows)).not.toContain(wanted);
  }, 180_000);
});

type Somebody = Awaited<ReturnType<typeof somebody>>;

/** A program that is tried out with the samples: its id, and where its page hears of it. */
async function tried(student: Somebody, problemId: string, code: string) {
  const { data } = await student.post(`/problems/${problemId}/runs`, { language: 'python', code });
  return { id: String(data.id), live: String(data.live) };
}

/** Where the pages of submissions hear of them. */
const livesOf = async (student: Somebody, ids: readonly string[]) =>
  (
    await Promise.all(ids.map(async (id) => (await student.ask(`/submissions/${id}`)).data.live as string | null))
  ).flatMap((live) => live ?? []);

const forms = [
  ['', html],
  ['', htmx],
  ['', json],
  ['/api/v1', json],
] as const;

const pathsOf = (problemId: string, ids: readonly string[]) => [
  `/problems/${problemId}`,
  `/problems/${problemId}/solve`,
  `/problems/${problemId}/stats`,
  `/problems/${problemId}/export`,
  `/problems/${problemId}/submissions`,
  '/submissions',
  `/submissions/comparison?one=${ids[0]}&other=${ids[1]}`,
  ...ids.flatMap((id) => [`/submissions/${id}`, `/submissions/${id}/code`, `/submissions/${id}/result`]),
];

/** Reads a stream; to close it waits for its end, and says all that came. */
async function listen(url: string, headers: Record<string, string>, end = '"isFinal":true') {
  const stop = new AbortController();
  const response = await fetch(url, { headers, signal: stop.signal });
  let text = '';
  const done = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) text += decoder.decode(chunk as Uint8Array, { stream: true });
  })().catch(() => undefined);
  return {
    async close() {
      const until = Date.now() + 20_000;
      while (!text.includes(end) && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
      stop.abort();
      await done;
      return text;
    },
  };
}
