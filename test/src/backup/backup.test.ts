import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { audit } from '#src/audit/audit.ts';
import { contentOfBuffer } from '#src/files/blob-content.ts';
import { blobKey } from '#src/files/blob-key.ts';
import { findFailedJobs } from '#src/jobs/failed-jobs.ts';
import { createUser } from '#src/people/create-user.ts';
import { User } from '#src/people/user.entity.ts';
import { anOrganization, eventually, scopeIn } from '../../support/app.ts';
import { leavesTheInstallation, sampleSteps, writeSample } from '../../support/sample/jobs.ts';
import { Sample } from '../../support/sample/sample.entity.ts';
import { anInstallation, schemaOf, type Installation } from './installation.ts';

const content = Buffer.from('a file that somebody handed in');
/** A table whose ids come from a sequence, as a plugin may have one. */
const counted = 'create table counted (id bigserial primary key, note text)';

let [source, target]: Installation[] = [];
let organizationId: string;
let fileKey: string;
let before: Awaited<ReturnType<typeof schemaOf>>;

beforeAll(async () => {
  [source, target] = [await anInstallation(), await anInstallation()];
  for (const { sql } of [source, target]) await sql(`set role assay_owner; ${counted}`);
  await source.sql(`insert into counted (note) select 'note' from generate_series(1, 41)`);
  const app = await source.open();
  await fill(app, source);
  await app.stop();
  before = await schemaOf(target);
}, 120_000);

afterAll(async () => {
  await source?.remove();
  await target?.remove();
});

/** People, rows, a file, audit of many months, and jobs in every state. */
async function fill(app: App, { files, sql }: Installation) {
  organizationId = (await anOrganization(app)).id;
  const scope = await scopeIn(app, organizationId);
  const author = await createUser(scope, {
    name: 'Ada "the first"\tLovelace\n',
    email: 'ada@example.edu',
    roles: ['learner'],
    password: 'a long password',
  });
  await scope.transaction(async (inside) => {
    inside.em.create(Sample, {
      text: 'tab\t newline\n backslash \\N \\. é 😀',
      author: author.id,
      sealedSecret: null,
    } as never);
    await inside.enqueue(writeSample, { text: 'waited' });
    await inside.enqueue(leavesTheInstallation, { text: 'a mail' });
  });
  fileKey = blobKey(organizationId, createHash('sha256').update(content).digest('hex'));
  await files.put(fileKey, contentOfBuffer(content));
  await audit(scope, { action: 'sample.done' });
  await sql(`create table audit_entry_2025_03 partition of audit_entry for values from ('2025-03-01') to ('2025-04-01');
    alter table audit_entry_2025_03 owner to assay_owner; alter table audit_entry_2025_03 enable row level security`);
  for (const month of ['2024-01-05', '2025-03-05'])
    await sql(`insert into audit_entry (id, created_at, actor_kind, action) values ($1, $2, 'system', 'sample.old')`, [
      randomUUID(),
      month,
    ]);
  await jobsInEveryState(app, sql);
}

async function jobsInEveryState(app: App, sql: Installation['sql']) {
  const scope = await scopeIn(app, organizationId);
  await scope.transaction(async (inside) => inside.enqueue(sampleSteps, { text: 'was running' }));
  // A worker took it and was gone.
  expect(await app.kernel.queue.boss.fetch(sampleSteps.name)).toHaveLength(1);
  await scope.transaction(async (inside) => inside.enqueue(writeSample, { text: 'once it went wrong' }));
  await sql(
    `update pgboss.job set state = 'failed', completed_on = now() - interval '13 days', output = '{"message":"it went wrong"}' where data -> 'data' ->> 'text' = 'once it went wrong'`,
  );
  await sql(`select pgboss.create_queue('gone.doNothing', '{"policy":"standard"}');`);
  await sql(`insert into pgboss.job (name, data) values ('gone.doNothing', '{}')`);
}

describe('npm run admin -- backup', () => {
  it('writes a folder that only its owner reads, with a manifest without secrets, and says what is not in it', async () => {
    const to = path.join(source!.folder, 'backup');
    const { code, text, said } = await source!.admin(['backup', '--to', to]);
    expect(said).toContain('public.user');
    expect({ code, text }).toMatchObject({ code: 0, text: expect.stringContaining('SECRET_KEY is not in the backup') });
    const entries = await readdir(to, { recursive: true });
    expect(entries).toEqual(
      expect.arrayContaining(['manifest.json', 'tables/public.user.copy.gz', 'tables/pgboss.job.copy.gz']),
    );
    for (const entry of entries) {
      const { mode } = await stat(path.join(to, entry));
      expect(`${entry} ${(mode & 0o077).toString(8)}`).toBe(`${entry} 0`);
    }
    expect(await readdir(source!.folder)).not.toContain('backup.partial');
  });

  it('refuses a folder that holds something, and one where another backup is being written', async () => {
    const taken = await source!.admin(['backup', '--to', source!.folder]);
    expect(taken).toMatchObject({ code: 1, said: expect.stringMatching(/--to .* is not empty/) });
    const half = path.join(source!.folder, 'half');
    await mkdir(`${half}.partial`);
    expect(await source!.admin(['backup', '--to', half])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/one was killed/),
    });
    expect(await readdir(source!.folder)).toContain('half.partial');
  });
});

describe('npm run admin -- restore, into an empty database', () => {
  it('brings back everything, and says which jobs have no place any more', async () => {
    const from = path.join(source!.folder, 'backup');
    const { code, text, said } = await target!.admin(['restore', '--from', from]);
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(text).toContain('1 jobs of gone.doNothing are left in the backup');
    for (const table of ['user', 'identity', 'organization', 'sample', 'counted'])
      expect(await fingerprint(target!, table)).toEqual(await fingerprint(source!, table));
  });

  it('leaves constraints, triggers, policies and rights as migrate made them', async () => {
    expect(await schemaOf(target!)).toEqual(before);
    expect(before.filter(({ kind }) => kind === 'f').length).toBeGreaterThan(5);
    const [right] = await target!.sql<{ may: boolean }>(
      `select has_table_privilege('assay_app', 'audit_entry_2025_03', 'select') as may`,
    );
    expect(right).toEqual({ may: false });
  });

  it('goes on counting where the sequences stood', async () => {
    expect(await target!.sql('insert into counted (note) values (null) returning id')).toEqual([{ id: '42' }]);
  });

  it('keeps the audit, in its partitions, append-only, with the restore in it', async () => {
    const rows = await target!.sql<{ action: string; partition: string }>(
      `select action, tableoid::regclass::text as partition from audit_entry order by created_at`,
    );
    expect(rows.slice(0, 2)).toEqual([
      { action: 'sample.old', partition: 'audit_entry_default' },
      { action: 'sample.old', partition: 'audit_entry_2025_03' },
    ]);
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['sample.done', 'user.created', 'installation.restored']),
    );
    await expect(target!.sql('delete from audit_entry')).rejects.toThrow('append-only');
  });

  it('opens its files', async () => {
    expect(await buffer(await target!.files.open(fileKey))).toEqual(content);
  });
});

describe('the application, on a restored database', () => {
  let app: App;
  beforeAll(async () => {
    app = await target!.open({ works: true });
  });
  afterAll(() => app?.stop());

  const texts = async () => {
    const scope = await scopeIn(app, organizationId);
    return scope.transaction(async ({ em }) => (await em.find(Sample, {})).map(({ text }) => text));
  };

  it('finds its people inside their organization only', async () => {
    const mine = await scopeIn(app, organizationId);
    expect(await mine.transaction(({ em }) => em.findOneOrFail(User, { email: 'ada@example.edu' }))).toMatchObject({
      name: expect.stringContaining('Lovelace'),
    });
    const other = await scopeIn(app, (await anOrganization(app)).id);
    expect(await other.transaction(({ em }) => em.execute('select 1 from "user"'))).toEqual([]);
  });

  it('does the jobs that waited and those that ran when the backup was made, once', async () => {
    const seen = await eventually(async () => {
      const found = await texts();
      return found.includes('written: waited') && found.includes('second step: was running') ? found : null;
    });
    expect(seen.filter((text) => text.startsWith('written') || text.includes('step')).toSorted()).toEqual([
      'first step: was running',
      'second step: was running',
      'written: waited',
    ]);
  });

  it('still has the failed ones, to be tried again', async () => {
    expect((await findFailedJobs(app.kernel)).map(({ message }) => message)).toContain('it went wrong');
    await target!.admin(['retry-jobs', '--job', writeSample.name]);
    await eventually(async () => (await texts()).includes('written: once it went wrong'));
  });

  it('lets nothing leave until resume-outgoing, and then lets it leave exactly once', async () => {
    await new Promise((done) => setTimeout(done, 1_000));
    expect(await texts()).not.toContain('went out: a mail');
    expect((await target!.admin(['resume-outgoing'])).code).toBe(1);
    expect(await target!.admin(['resume-outgoing', '--yes'])).toMatchObject({
      code: 0,
      text: expect.stringContaining('1 jobs leave'),
    });
    await eventually(async () => (await texts()).includes('went out: a mail'));
    await new Promise((done) => setTimeout(done, 500));
    expect((await texts()).filter((text) => text === 'went out: a mail')).toHaveLength(1);
  });
});

const fingerprint = ({ sql }: Installation, table: string) =>
  sql(
    `select count(*)::int as rows, md5(string_agg(t::text, '|' order by t::text)) as hash from "${table}" t where to_jsonb(t) ->> 'text' is null or to_jsonb(t) ->> 'text' like 'tab%'`,
  );
