import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLooks, type Looks } from '#src/jobs/looks.ts';
import { eventually, testDatabase } from '../../support/app.ts';

let looks: Looks;
beforeAll(async () => {
  looks = openLooks((await testDatabase()).appUrl, { warn: () => undefined });
});
afterAll(() => looks.close());

const connection = async () => {
  const [row] = await looks.ask<{ pid: number; asked: string }>('select pg_backend_pid() as pid, $1::text as asked', [
    'me',
  ]);
  return row!.pid;
};

describe('looks at all queues', () => {
  it('are asked on one connection, which plans each once', async () => {
    const pids = await Promise.all([connection(), connection(), connection()]);
    expect(new Set(pids).size).toBe(1);
    const plans = await looks.ask<{ generic_plans: string; custom_plans: string }>(
      'select generic_plans, custom_plans from pg_prepared_statements where statement like $1',
      ['select pg_backend_pid()%'],
    );
    expect(plans).toEqual([{ generic_plans: '3', custom_plans: '0' }]);
  });

  it('go on with another connection where theirs was lost', async () => {
    const pid = await connection();
    await looks.ask('select pg_terminate_backend($1)', [pid]).catch(() => undefined);
    const another = await eventually(() => connection().catch(() => null));
    expect(another).not.toBe(pid);
  });

  it('throw what PostgreSQL says', async () => {
    await expect(looks.ask('select 1 / $1::int', [0])).rejects.toThrow('division by zero');
  });
});
