import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { answeredAtCommit, prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { watchStatements } from '../../support/watch-statements.ts';
import { Sample } from '../../support/sample/sample.entity.ts';

let app: App;
let scope: Scope;
// Before the first connection.
const watching = watchStatements();
beforeAll(async () => {
  app = await openTestApp();
  scope = await aScope(app);
});
afterAll(async () => {
  await app.stop();
  watching.stop();
});

const text = 'select $1::text as given, $2::text is null as is_missing';

describe('a prepared statement', () => {
  it('is kept once by a connection, however often it is sent', async () => {
    await scope.transaction(async ({ em }) => {
      for (const given of ['one', "two'; drop table session; --", '$1'])
        expect(await prepared(em, text, [given, null])).toEqual([{ given, is_missing: true }]);
      const kept = await em.execute<{ statement: string }[]>('select statement from pg_prepared_statements');
      expect(kept.filter(({ statement }) => statement === text)).toHaveLength(1);
    });
  });

  it('sees the rows of its own organization only, with the plan that served another before', async () => {
    const other = await aScope(app);
    for (const one of [scope, other])
      await one.transaction(async ({ em }) => void em.create(Sample, { text: 'mine' } as never));
    const own = 'select organization_id as organization from sample where text = $1';
    // From the sixth time on PostgreSQL uses a plan that knows no values.
    for (let time = 0; time < 8; time += 1)
      for (const one of [scope, other])
        expect(await one.transaction(({ em }) => prepared(em, own, ['mine']))).toEqual([
          { organization: one.organization.id },
        ]);
  });

  it('needs a transaction', async () => {
    await expect(prepared(app.kernel.orm.em.fork(), text, ['one', null])).rejects.toThrow('inside a transaction');
  });

  it('is sent without waiting for the answer of another', async () => {
    await scope.transaction(async ({ em }) => {
      const answers = Promise.all([
        prepared(em, 'select pg_sleep($1::float8)', ['0.05']),
        prepared(em, text, ['one', null]),
      ]);
      expect(watching.take().slice(-2)).toEqual(['select pg_sleep($1::float8)', text]);
      expect((await answers)[1]).toEqual([{ given: 'one', is_missing: true }]);
    });
  });
});

describe('an answer that is left for the COMMIT', () => {
  const store = `insert into sample (id, created_at, organization_id, text) values (gen_random_uuid(), now(), $1, $2)`;
  const refuse = 'select 1 / $1::int';
  const stored = (text: string) => scope.transaction(({ em }) => em.count(Sample, { text }));

  it('is not waited for, and is there when the transaction is over', async () => {
    await scope.transaction(async ({ em }) => {
      answeredAtCommit(em, prepared(em, store, [scope.organization.id, 'left']));
    });
    expect(await stored('left')).toBe(1);
  });

  it('that fails undoes the transaction, which throws that and does not go on', async () => {
    const seen: string[] = [];
    const failing = scope.transaction(async (inside) => {
      inside.afterCommit(() => void seen.push('committed'));
      answeredAtCommit(inside.em, prepared(inside.em, store, [scope.organization.id, 'undone']));
      answeredAtCommit(inside.em, prepared(inside.em, refuse, ['0']));
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await stored('undone')).toBe(0);
    expect(seen).toEqual([]);
  });

  it('is what is heard of where it made what was asked after it fail', async () => {
    const failing = scope.transaction(async ({ em }) => {
      answeredAtCommit(em, prepared(em, refuse, ['0']));
      await em.count(Sample, {});
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await stored('left')).toBe(1);
  });

  it('needs a transaction', () => {
    const em = app.kernel.orm.em.fork();
    expect(() => answeredAtCommit(em, Promise.resolve())).toThrow('outside a transaction');
  });
});
