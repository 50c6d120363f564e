import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../support/app.ts';
import { Sample } from '../../support/sample/sample.entity.ts';

let app: App;
let scope: Scope;
beforeAll(async () => {
  app = await openTestApp();
  scope = await aScope(app);
});
afterAll(() => app.stop());

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
});
