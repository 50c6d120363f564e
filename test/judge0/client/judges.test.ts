import { afterEach, describe, expect, it } from '@jest/globals';
import { execute } from '../../../judge0/execute.ts';
import type { Progress } from '../../../judge0/execution.ts';
import { eventually } from '../../support/app.ts';
import { aRequest, aRun, fastClock, openClient, texts, type Client } from '../../support/judge0/open-client.ts';
import { openScripted, tooSlow, type Script, type ScriptedJudge } from '../../support/judge0/scripted-judge.ts';
import { recorded } from '../../support/judge0/recorded.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function judge(script: Script = {}): Promise<ScriptedJudge> {
  const made = await openScripted(script);
  open.push(made);
  return made;
}

function client(...[urls, options]: Parameters<typeof openClient>): Client {
  const made = openClient(urls, options);
  open.push(made);
  return made;
}

const many = (count: number) => Array.from({ length: count }, (_, index) => aRun(`input ${index}`));
const echo = (one: Client, count = 1) =>
  Promise.all(many(count).map((run) => execute(one.judges, aRequest('', [run])).then(({ runs }) => texts(runs)[0])));

describe('a judge that is well', () => {
  it('gets ten tests in one box, in base64, without a network and asynchronously [REQ-02] [F2-17]', async () => {
    const one = await judge();
    const { runs } = await execute(client([one.url]).judges, aRequest('print()', many(10)));
    expect(texts(runs)).toEqual(many(10).map(({ stdin }) => stdin));
    expect(one.batches).toEqual([1]);
    const [{ sent }] = [...one.taken.values()] as unknown as [{ sent: object }];
    expect(sent).toMatchObject({ language_id: 89, enable_network: false });
    expect(sent).not.toHaveProperty('expected_output');
    expect(one.headers.every((headers) => headers['x-auth-token'] === 'a-token-of-the-tests')).toBe(true);
  });

  it('gets what is asked for together in batches of twenty at most, no more at a time than keeps it busy', async () => {
    const one = await judge({ config: { max_submission_batch_size: 20 } });
    const results = await echo(client([one.url]), 50);
    expect(results).toEqual(many(50).map(({ stdin }) => stdin));
    expect(Math.max(...one.batches)).toBeLessThanOrEqual(20);
    expect(one.batches.length).toBeLessThan(50);
    expect(one.taken.size).toBe(50);
  });

  it('is asked less often the longer a program takes [F2-23]', async () => {
    const one = await judge({ runMs: 1_500 });
    await echo(client([one.url]));
    expect(one.asked.length).toBeGreaterThan(5);
    expect(one.asked.length).toBeLessThan(30);
  });

  it('may say that something has ended: it is asked at once, and what it said is not believed', async () => {
    const one = await judge({ runMs: 60 });
    const { judges } = client([one.url], { callbackUrl: 'http://127.0.0.1:9/judge0/callbacks/x', clock: slowPolls });
    const ended = execute(judges, aRequest('', many(1)));
    while (one.taken.size === 0) await pause(10);
    await pause(100);
    const [[token, { sent }]] = [...one.taken] as unknown as [[string, { sent: { callback_url: string } }]];
    expect(sent.callback_url).toBe('http://127.0.0.1:9/judge0/callbacks/x');
    expect(one.asked).toEqual([]);
    const { request } = recorded('callback') as unknown as { request: { body: string } };
    judges.tell({ token: (JSON.parse(request.body) as { token: string }).token });
    judges.tell({ token });
    expect(texts((await ended).runs)).toEqual(['input 0']);
  });

  it('gets what somebody waits for before what nobody does', async () => {
    const one = await judge({ runMs: 100 });
    const { judges } = client([one.url]);
    // The judge has said by now that it has two workers.
    await execute(judges, aRequest('', many(1)));
    const order: string[] = [];
    const ask = async (priority: 'interactive' | 'background') => {
      await execute(judges, aRequest('', many(1), { priority }));
      order.push(priority);
    };
    const late = Array.from({ length: 8 }, () => ask('background'));
    await pause(50);
    await Promise.all([...late, ask('interactive')]);
    expect(order.indexOf('interactive')).toBeLessThan(5);
  });
});

describe('a judge that is not', () => {
  it('says that its queue is full: all comes later, in order, and nothing twice', async () => {
    const until = performance.now() + 1_500;
    const full = recorded('queue-full-batch');
    const one = await judge({
      instead: (path, method) =>
        method === 'POST' && path.startsWith('/sub') && performance.now() < until ? full : null,
    });
    const results = await echo(client([one.url], { clock: fastClock() }), 12);
    expect(results).toEqual(many(12).map(({ stdin }) => stdin));
    expect(one.taken.size).toBe(12);
  });

  it('is too slow, and answers again', async () => {
    let slow = 3;
    const one = await judge({ instead: (path) => (path === '/submissions/batch' && slow-- > 0 ? tooSlow() : null) });
    expect(await echo(client([one.url], { timeoutMs: 300, clock: fastClock() }))).toEqual(['input 0']);
  });

  it('answers garbage: the other one does it, and operators see why', async () => {
    const mad = await judge({ instead: () => ({ status: 200, body: '<html>Welcome</html>' }) });
    const sane = await judge();
    const both = client([mad.url, sane.url], { clock: fastClock() });
    expect(await echo(both, 20)).toEqual(many(20).map(({ stdin }) => stdin));
    expect(both.judges.judges[0]!.breaker.failure).toMatchObject({ reason: 'garbage' });
    expect(both.lines.join('')).toContain('answers something that no Judge0 says');
  });

  it('refuses half a batch: those end refused, the others with their results', async () => {
    const one = await judge({
      refuse: ({ stdin }) =>
        Buffer.from(stdin, 'base64').includes('input 1') ? (recorded('batch-mixed').body as unknown[])[1] : null,
    });
    const { judges } = client([one.url]);
    const ends = await Promise.all(many(4).map((run) => execute(judges, aRequest('', [run]))));
    expect(ends.map(({ runs }) => runs[0]!.status)).toEqual(['finished', 'refused', 'finished', 'finished']);
    expect(ends[1]!.runs[0]!.detail).toContain("language with id 9999 doesn't exist");
  });

  it('goes down with what it had: the other one does that, and each ends once', async () => {
    const dying = await judge({ runMs: 60_000 });
    const other = await judge();
    const both = client([dying.url, other.url], { clock: fastClock() });
    const ended = echo(both, 10);
    while (dying.taken.size === 0) await pause(5);
    await dying.close();
    open.splice(open.indexOf(dying), 1);
    expect(await ended).toEqual(many(10).map(({ stdin }) => stdin));
  });

  it('never comes back: a clear failure that may be tried again', async () => {
    const gone = await judge();
    await gone.close();
    open.splice(open.indexOf(gone), 1);
    const { judges } = client([gone.url], { clock: fastClock(), patienceMs: 60_000 });
    const heard: Progress[] = [];
    const onProgress = (progress: Progress) => void heard.push(progress);
    await expect(execute(judges, aRequest('', many(2)), { onProgress })).rejects.toMatchObject({
      name: 'JudgesUnavailable',
      retryable: true,
      status: 503,
      reasons: { [new URL(gone.url).host]: expect.stringContaining('cannot be reached') },
    });
    expect(heard).toEqual([{ kind: 'judges', isAnswered: false }]);
    // The page says by itself that it cannot be reached.
    expect(judges.judges[0]!.breaker.failure!.said).not.toContain('cannot be reached');
  });

  it('is away for a while: who waits hears of it, and that it is back', async () => {
    let isAway = true;
    const one = await judge({ instead: () => (isAway ? { status: 500, body: '' } : null) });
    const { judges } = client([one.url], { clock: fastClock(20), patienceMs: 600_000 });
    const heard: Progress[] = [];
    const onProgress = (progress: Progress) => {
      if (progress.kind === 'judges') heard.push(progress);
      isAway &&= progress.kind !== 'judges';
    };
    const { runs } = await execute(judges, aRequest('', many(1)), { onProgress });
    expect(texts(runs)).toEqual(['input 0']);
    expect(heard[0]).toEqual({ kind: 'judges', isAnswered: false });
  });

  it('breaks down over a box: another box, and in the end what it said', async () => {
    const one = await judge({ result: () => ({ status: { id: 13, description: 'Internal Error' }, stdout: null }) });
    const { runs } = await execute(client([one.url]).judges, aRequest('', many(1)));
    expect(runs[0]).toMatchObject({ status: 'internal', detail: 'Internal Error' });
    expect(one.taken.size).toBe(3);
  });

  it('has forgotten what it took: it gets it again', async () => {
    const one = await judge({ runMs: 150 });
    const ended = echo(client([one.url]));
    while (one.taken.size === 0) await pause(5);
    one.taken.clear();
    expect(await ended).toEqual(['input 0']);
  });

  it('wants another token: that is what operators read', async () => {
    const one = await judge({ instead: () => ({ status: 401, body: '' }) });
    const { judges } = client([one.url], { clock: fastClock(), patienceMs: 20_000 });
    await expect(execute(judges, aRequest('', many(1)))).rejects.toThrow('does not take JUDGE0_AUTH_TOKEN');
  });

  it('is of a version that lets programs out: the log warns [F2-29]', async () => {
    const one = await judge({ version: '1.13.0' });
    const old = client([one.url]);
    await echo(old);
    expect(old.lines.join('')).toContain('lets programs out of their box: update it to 1.13.1');
  });
});

describe('whoever asked', () => {
  it('may lose interest, before and while it runs', async () => {
    const one = await judge({ runMs: 60_000 });
    const { judges } = client([one.url]);
    const reason = new Error('nobody looks any more');
    const signal = AbortSignal.abort(reason);
    await expect(execute(judges, aRequest('', many(1)), { signal })).rejects.toBe(reason);
    const controller = new AbortController();
    const ended = execute(judges, aRequest('', many(1)), { signal: controller.signal });
    while (one.taken.size === 0) await pause(5);
    controller.abort(reason);
    await expect(ended).rejects.toBe(reason);
  });
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** Nothing is asked by itself for a while: what comes sooner came by a callback. */
const slowPolls = {
  now: () => performance.now(),
  after(ms: number, work: () => void) {
    const timer = setTimeout(work, ms > 10 ? ms * 100 : ms);
    return () => clearTimeout(timer);
  },
};

describe('judges that are closed', () => {
  it('keep nobody waiting: whoever waits and whoever asks later is told at once', async () => {
    const one = await judge({ runMs: 60_000 });
    const { judges } = client([one.url]);
    const waiting = execute(judges, aRequest('', many(1)));
    await eventually(async () => one.taken.size === 1);
    judges.close();
    await expect(waiting).rejects.toThrow('this process ends');
    await expect(execute(judges, aRequest('', many(1)))).rejects.toThrow('this process ends');
  }, 20_000);
});
