import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deviations, furtherDeviations, whenBusy } from './contract-deviations.ts';
import { comparable, type Answer } from './comparable-answer.ts';
import { startLocalJudge, type StartedJudge } from './start-local-judge.ts';

/** A real Judge0 of version 1.13.1 may stand in, as it comes; then only what needs no other settings is compared. */
const realJudge = process.env.TEST_JUDGE0_URL;

interface Exchange {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly raw?: string | null;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly json: unknown;
    readonly text: string | null;
  };
}

interface Fixture extends Exchange {
  readonly name: string;
  readonly then?: readonly Exchange[];
}

const everything = [
  'enable_wait_result',
  'enable_compiler_options',
  'enable_command_line_arguments',
  'enable_submission_delete',
  'enable_callbacks',
  'enable_additional_files',
  'enable_batched_submissions',
  'allow_enable_per_process_and_thread_time_limit',
  'allow_enable_per_process_and_thread_memory_limit',
];

/** The settings that each group was recorded with. */
const modes = [
  { name: 'with tokens', files: /^auth-/, settings: { tokens: ['sekret', 'other'] } },
  { name: 'in maintenance', files: /^maintenance-/, settings: { config: { maintenance_mode: true } } },
  {
    name: 'with everything switched off',
    files: /^off-/,
    settings: { users: ['admin'], config: Object.fromEntries(everything.map((name) => [name, false])) },
  },
  {
    name: 'with a queue of two and nobody who works',
    files: /^queue-full-/,
    settings: { users: ['admin'], slots: 0, config: { max_queue_size: 2 } },
  },
  { name: 'as it comes', files: /./, settings: { users: ['admin'] } },
] as const;

/** What creates is before what reads it. */
const order = (name: string) =>
  name === 'delete-setup' ? 0 : /^(queue-full-\d|delete-un)/.test(name) ? 1 : name.startsWith('index') ? 3 : 2;

const folder = path.join(import.meta.dirname, 'fixtures');
const names = readdirSync(folder)
  .map((file) => path.basename(file, '.json'))
  .filter((name) => name !== 'callbacks')
  .toSorted((a, b) => order(a) - order(b) || (a < b ? -1 : 1));

const taken = new Set<string>();
for (const mode of modes) {
  const own = names.filter((name) => mode.files.test(name) && !taken.has(name));
  for (const name of own) taken.add(name);
  if (realJudge === undefined || mode.name === 'as it comes')
    describe(`the judge ${mode.name} answers as recorded`, () => {
      let judge: StartedJudge | null = null;
      const tokens = new Map<string, string>();
      beforeAll(async () => {
        if (realJudge === undefined) judge = await startLocalJudge(mode.settings);
      });
      afterAll(() => judge?.end('SIGTERM'));
      it.each(own)('%s [REQ-02]', async (name) => {
        const fixture = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Fixture;
        const url = realJudge ?? judge!.url;
        const deviation = realJudge === undefined ? deviations[name] : undefined;
        const answer = await exchange(url, fixture, tokens);
        if (deviation) {
          expect(answer.status).toBe(deviation.status ?? fixture.response.status);
          if (typeof deviation.is === 'string') expect(answer.text).toBe(deviation.is);
          else expect(answer.json).toMatchObject(deviation.is as object);
          return;
        }
        const busy = realJudge === undefined ? whenBusy[name]?.is : undefined;
        if (busy && (answer.json as { status_id?: number }).status_id === busy.status_id) {
          expect(answer.json).toMatchObject(busy);
          return;
        }
        expect(comparable(name, answer)).toEqual(comparable(name, recorded(fixture)));
        for (const next of fixture.then ?? []) {
          const later = await exchange(url, next, tokens, recordedStatus(next));
          expect(comparable(name, later)).toEqual(comparable(name, recorded(next)));
        }
      });
    });
}

it('knows a reason for each deviation, and none that is no more', () => {
  expect(Object.keys(deviations).filter((name) => !names.includes(name))).toEqual([]);
});

if (realJudge === undefined)
  it('lets no script of a web page in, and more wait than a Judge0 does [REQ-02]', async () => {
    const judge = await startLocalJudge({ slots: 0 });
    try {
      const response = await fetch(`${judge.url}/config_info`, { headers: { Origin: 'https://anywhere.example' } });
      const open = [...response.headers.keys()].filter((name) => name.startsWith('access-control'));
      expect({ open, why: furtherDeviations.crossOrigin }).toMatchObject({ open: [] });
      expect(await response.json()).toMatchObject({ max_queue_size: 1000 });
    } finally {
      await judge.end('SIGTERM');
    }
  }, 60_000);

const recorded = ({ response }: Exchange): Answer => ({
  status: response.status,
  type: response.headers['content-type'] ?? '',
  json: response.json,
  text: response.text ?? '',
});

/** Whether it was read when nothing more was to come. */
const recordedStatus = ({ response }: Exchange) => JSON.stringify(response.json ?? '');

/** Sends it with our tokens in place of those recorded; reads again while the answer is still to come. */
async function exchange(url: string, each: Exchange, tokens: Map<string, string>, final?: string): Promise<Answer> {
  const { method, path: where, headers, body, raw } = each.request;
  const address = where.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, (token) => tokens.get(token) ?? token);
  for (;;) {
    const content = raw ?? (body === null || body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(url + address, {
      method,
      headers: {
        Accept: 'application/json, text/plain, */*',
        ...(content === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    });
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const json: unknown = type.startsWith('application/json') ? JSON.parse(text) : null;
    if (final !== undefined && isPending(text) && !isPending(final)) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    learnTokens(each.response.json, json, tokens);
    return { status: response.status, type, json, text };
  }
}

const isPending = (text: string) => /"(status_id|id)": ?[12][,}]/.test(text);

function learnTokens(before: unknown, now: unknown, tokens: Map<string, string>) {
  const [old, young] = [before, now].map((value) => [
    ...JSON.stringify(value ?? '').matchAll(/"token":"([\da-f-]{36})"/g),
  ]);
  for (const [index, match] of old!.entries()) if (young![index]) tokens.set(match[1]!, young![index][1]!);
}
