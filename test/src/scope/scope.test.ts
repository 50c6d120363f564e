import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { audit } from '#src/audit/audit.ts';
import { AuditEntry } from '#src/audit/audit-entry.entity.ts';
import { Organization } from '#src/people/organization.entity.ts';
import { begun } from '#src/scope/begun.ts';
import { joinTransaction } from '#src/scope/join-transaction.ts';
import type { Scope } from '#src/scope/scope.ts';
import { anInstallationScope, anOrganization, aScope, openTestApp, scopeIn } from '../../support/app.ts';
import { Sample } from '../../support/sample/sample.entity.ts';

let app: App;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.stop());

const write = (text: string) => ({ text }) as never;

describe('scope.transaction', () => {
  it('commits what its work wrote, in the organization of the Scope', async () => {
    const scope = await aScope(app);
    await scope.transaction(async (scope) => void scope.em.create(Sample, write('kept')));
    const [row] = await scope.transaction((scope) => scope.em.find(Sample, {}), { readOnly: true });
    expect(row).toMatchObject({ text: 'kept', organizationId: scope.organization.id });
  });

  it('leaves no trace of work that throws', async () => {
    const scope = await aScope(app);
    const work = scope.transaction(async (scope) => {
      scope.em.create(Sample, write('lost'));
      await scope.em.flush();
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await scope.transaction((scope) => scope.em.count(Sample, {}))).toBe(0);
  });

  it('joins the open transaction instead of opening a second', async () => {
    const scope = await aScope(app);
    const ids = await scope.transaction(async (outer) => {
      const id = async (inside: typeof outer) =>
        (await inside.em.execute<{ id: string }[]>('select pg_current_xact_id()::text as id'))[0]!.id;
      return [await id(outer), await outer.transaction(id)];
    });
    expect(ids[0]).toBe(ids[1]);
  });

  it("says the transaction's own time, the same throughout", async () => {
    const scope = await aScope(app);
    await scope.transaction(async (scope) => {
      const before = scope.now();
      await new Promise((done) => setTimeout(done, 20));
      const [row] = await scope.em.execute<{ now: string }[]>('select transaction_timestamp() as now');
      expect(scope.now()).toEqual(before);
      expect(new Date(row!.now)).toEqual(before);
    });
  });

  it('that joins its first statement names the organization for that, and has a clock from then on', async () => {
    const scope = await aScope(app);
    await scope.transaction(async ({ em }) => void em.create(Sample, write('own')));
    await scope.transaction(
      async (inside) => {
        expect(() => inside.now()).toThrow('read with its first statement');
        // No filter of ours: row-level security alone says which rows there are.
        const rows = await inside.em.execute<{ text: string; now: string }[]>(
          'select text, transaction_timestamp() as now from sample',
        );
        expect(rows.map(({ text }) => text)).toEqual(['own']);
        expect(inside.now()).toEqual(new Date(rows[0]!.now));
      },
      { joinsFirst: true, readOnly: true },
    );
  });

  it('that joins its first statement has a clock without one where somebody waits for it', async () => {
    const scope = await aScope(app);
    await scope.transaction(
      async (inside) => {
        await begun(inside);
        const [row] = await inside.em.execute<{ now: string }[]>('select transaction_timestamp() as now');
        expect(inside.now()).toEqual(new Date(row!.now));
      },
      { joinsFirst: true },
    );
  });

  it('refuses to write when it is read-only', async () => {
    const scope = await aScope(app);
    await expect(
      scope.transaction(async (scope) => void scope.em.create(Sample, write('no')), { readOnly: true }),
    ).rejects.toThrow(/read-only/);
  });

  it('names what to do when a step touches the database outside a transaction', async () => {
    const scope = await aScope(app);
    expect(() => scope.em).toThrow(/scope\.transaction/);
  });

  it('gives a connection that died in it back to the pool, however often', async () => {
    const scope = await aScope(app);
    const cut = `select pg_terminate_backend(pg_backend_pid())`;
    for (let times = 0; times < 14; times += 1)
      await expect(scope.transaction((inside) => inside.em.execute(cut))).rejects.toThrow();
    expect(await scope.transaction((inside) => inside.em.count(Sample, {}))).toBe(0);
  });

  it('runs what waits for the commit after it, and not at all after a rollback', async () => {
    const scope = await aScope(app);
    const seen: string[] = [];
    await scope.transaction(async (inside) => {
      inside.afterCommit(() => void seen.push('committed'));
      seen.push('working');
    });
    const rolledBack = scope.transaction(async (inside) => {
      inside.afterCommit(() => void seen.push('never'));
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow();
    expect(seen).toEqual(['working', 'committed']);
  });

  it('runs of what waits for the commit under the same name only the last one', async () => {
    const scope = await aScope(app);
    const seen: string[] = [];
    await scope.transaction(async (inside) => {
      inside.afterCommit(() => void seen.push('first'), 'told');
      inside.afterCommit(() => void seen.push('unnamed'));
      inside.afterCommit(() => void seen.push('unnamed'));
      inside.afterCommit(() => void seen.push('last'), 'told');
    });
    expect(seen.toSorted()).toEqual(['last', 'unnamed', 'unnamed']);
  });
});

describe('a Scope that joins the transaction of another', () => {
  it('reads in it as whoever it acts for, and keeps the network shut meanwhile', async () => {
    const one = await aScope(app);
    const actor = { kind: 'user', id: randomUUID(), roles: new Set<never>() } as const;
    const same = await scopeIn(app, one.organization.id, actor);
    await one.transaction(async (inside) => {
      await joinTransaction(same, inside, async (joined) => {
        expect(joined.actor).toBe(actor);
        expect(joined.em).toBe(inside.em);
        expect(await joined.transaction(async (nested) => nested.actor)).toBe(actor);
        await expect(joined.outbound.fetch('http://127.0.0.1:9/')).rejects.toMatchObject({
          reason: 'insideTransaction',
        });
      });
    });
  });

  it('is of the same organization, and the transaction is open', async () => {
    const [one, other] = [await aScope(app), await aScope(app)];
    const join = (inside: Scope) => joinTransaction(other, inside, async () => null);
    await expect(one.transaction(join)).rejects.toThrow('same organization');
    await expect(join(other)).rejects.toThrow('No transaction is open');
  });
});

describe('scope.outbound', () => {
  it('throws while a transaction is open, and says why: no network inside a transaction', async () => {
    const scope = await aScope(app);
    const inside = scope.transaction((inside) => inside.outbound.fetch('http://127.0.0.1:9/'));
    await expect(inside).rejects.toMatchObject({ reason: 'insideTransaction' });
    const through = scope.transaction(() => scope.outbound.fetch('http://127.0.0.1:9/'));
    await expect(through).rejects.toMatchObject({ reason: 'insideTransaction' });
    await expect(scope.outbound.fetch('http://127.0.0.1:9/')).rejects.toMatchObject({ reason: 'network' });
  });
});

describe('scope.record', () => {
  it('survives the rollback of the transaction around it', async () => {
    const scope = await aScope(app);
    const refused = scope.transaction(async (inside) => {
      await audit(inside, {
        action: 'sample.denied',
        target: { type: 'sample', id: '1' },
        payload: { why: 'not yours' },
      });
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    const entries = await scope.transaction((scope) => scope.em.find(AuditEntry, { action: 'sample.denied' }));
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      actorKind: 'system',
      payload: { why: 'not yours' },
      organizationId: scope.organization.id,
    });
  });

  it('does not wait for a connection that its own transactions hold', async () => {
    const scope = await aScope(app);
    const everyConnection = Array.from({ length: 12 }, () =>
      scope.transaction(async (inside) => {
        await inside.em.execute('select pg_sleep(0.05)');
        await audit(inside, { action: 'sample.crowded' });
      }),
    );
    await Promise.all(everyConnection);
    expect(await scope.transaction((scope) => scope.em.count(AuditEntry, { action: 'sample.crowded' }))).toBe(12);
  });
});

describe('the installation scope', () => {
  it('sees the directory of organizations, and refuses tables of organizations', async () => {
    const { id } = await anOrganization(app);
    const installation = anInstallationScope(app);
    expect(await installation.transaction((scope) => scope.em.count(Organization, { id }))).toBe(1);
    await expect(
      installation.transaction((scope) =>
        (scope.em as never as { find(...args: unknown[]): Promise<unknown> }).find(Sample, {}),
      ),
    ).rejects.toThrow(/tenant/);
    const creating = installation.transaction(
      async (scope) =>
        void (scope.em as never as { create(...args: unknown[]): unknown }).create(Sample, write('nowhere')),
    );
    await expect(creating).rejects.toThrow(/scope\.within/);
  });

  it('opens the tenant for the rest of one transaction and closes it again', async () => {
    const { id } = await anOrganization(app);
    await anInstallationScope(app).transaction(async (installation) => {
      await installation.within(id, async (scope) => {
        scope.em.create(Sample, write('inside'));
        await scope.em.flush();
        expect(await scope.em.count(Sample, {})).toBe(1);
      });
      const [row] = await installation.em.execute<{ count: number }[]>('select count(*)::int as count from sample');
      expect(row!.count).toBe(0);
    });
  });

  it('is closed to another organization: its row in the directory is not found', async () => {
    const mine = await aScope(app);
    const theirs = await anOrganization(app);
    expect(await mine.transaction((scope) => scope.em.count(Organization, { id: theirs.id }))).toBe(0);
  });
});
