import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createOutbound } from '#src/outbound/create-outbound.ts';
import { createLog } from '#src/log.ts';
import { Submission, type Ended } from '../../../judge0/client/answers.ts';
import { openJudges, type Judges } from '../../../judge0/client/open-judges.ts';
import { execute } from '../../../judge0/execute.ts';
import { LocalJudge } from '../../../judge0/supervise/local-judge.ts';
import { eventually, root } from '../../support/app.ts';
import { echoes } from '../../support/judge0/answer-box.ts';
import { aRequest, aRun, openClient, texts } from '../../support/judge0/open-client.ts';
import { openScripted, wrapped, type ScriptedJudge } from '../../support/judge0/scripted-judge.ts';

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

/** A judge, and a client that counts on hearing of each end. */
async function aTellingJudge(runMs: number) {
  const one = await openScripted({ runMs });
  const { judges, close } = openClient([one.url], { tellsEnds: true });
  open.push(one, { close });
  return { one, judges };
}

const ask = (judges: Judges, stdin = 'input', sent = () => {}) =>
  execute(judges, aRequest('', [aRun(stdin)]), { onProgress: ({ kind }) => void (kind === 'sent' && sent()) }).then(
    ({ runs }) => texts(runs),
  );

async function taken({ taken: all }: ScriptedJudge) {
  await eventually(async () => all.size > 0);
  return [...all][0]!;
}

function endOf(token: string, sent: Parameters<typeof echoes>[0]): Ended {
  const nothing = { stderr: null, compile_output: null, message: null, exit_code: 0, exit_signal: null };
  const took = { time: '0.01', wall_time: '0.05', memory: 4_000 };
  const status = { id: 3, description: 'Accepted' };
  return Submission.parse({ ...nothing, ...took, token, status, stdout: wrapped(echoes(sent)) });
}

const never = 600_000;

describe('a judge that tells of each end', () => {
  it('is not asked for what it has told', async () => {
    const { one, judges } = await aTellingJudge(never);
    const known = Promise.withResolvers<void>();
    const ended = ask(judges, 'input', known.resolve);
    const [token, { sent }] = await taken(one);
    // The judge has it before the client has heard so.
    await known.promise;
    expect(judges.tell(endOf(token, sent))).toBe(true);
    expect(await ended).toEqual(['input']);
    expect(one.asked).toEqual([]);
  });

  it('is asked at once where it says no more than that one has ended', async () => {
    const { one, judges } = await aTellingJudge(0);
    const ended = ask(judges);
    const [token] = await taken(one);
    const from = performance.now();
    judges.tell({ token });
    expect(await ended).toEqual(['input']);
    expect(performance.now() - from).toBeLessThan(900);
  });

  it('may do so before it has answered that it took the program', async () => {
    const { one, judges } = await aTellingJudge(never);
    const { rest } = judges.judges[0]!;
    const { create } = rest;
    rest.create = async (submissions) => {
      const created = await create(submissions);
      for (const [token, { sent }] of one.taken) expect(judges.tell(endOf(token, sent))).toBe(false);
      return created;
    };
    expect(await ask(judges)).toEqual(['input']);
    expect(one.asked).toEqual([]);
  });

  it('is asked after a second for an end of which nothing was heard, for all together, and seldom', async () => {
    const { one, judges } = await aTellingJudge(3_000);
    expect(await Promise.all([ask(judges, 'one'), ask(judges, 'two')])).toEqual([['one'], ['two']]);
    expect(one.asked.length).toBeLessThan(4);
    expect(one.asked[0]).toBe(2);
  }, 20_000);
});

describe('the judge of this machine', () => {
  it('says with the end what came of it, unless that is long', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-judge-'));
    const log = createLog({ level: 'silent', production: true });
    const outbound = createOutbound({ allow: [], production: false, version: '0.0.0' });
    const asked: string[] = [];
    const local = new LocalJudge({ folder, root, isUnsafe: false, log, heard: (ended) => void judges.tell(ended) });
    const judges = openJudges({
      addresses: [await local.address()],
      log,
      tellsEnds: true,
      fetch(input, init) {
        const address = input instanceof Request ? input.url : String(input);
        if (address.includes('tokens=')) asked.push(address);
        return outbound.operator.fetch(input, init);
      },
    });
    open.push(
      outbound,
      { close: async () => rmSync(folder, { recursive: true, force: true }) },
      { close: () => local.stop() },
      { close: async () => judges.close() },
    );
    local.start();
    const program = 'print(input() * 50)';
    const run = (stdin: string) => aRun(stdin, { outputBytes: 100_000, wallMs: 20_000, cpuMs: 10_000 });
    const short = await execute(judges, aRequest(program, [run('a')]));
    expect(texts(short.runs)).toEqual([`${'a'.repeat(50)}\n`]);
    expect(asked).toEqual([]);
    const long = await execute(judges, aRequest(program, [run('b'.repeat(1_000))]));
    expect(texts(long.runs)).toEqual([`${'b'.repeat(50_000)}\n`]);
    expect(asked).not.toEqual([]);
  }, 90_000);
});
