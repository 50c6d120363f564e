import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { globSync } from 'node:fs';
import { cp, mkdir, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { contentOfBuffer } from '#src/files/blob-content.ts';
import { blobKey } from '#src/files/blob-key.ts';
import { eventually, root } from '../../support/app.ts';
import { anInstallation, schemaOf, secrets, type Installation } from './installation.ts';

const rows = 120_000;
const organizationId = randomUUID();
const content = Buffer.from('what somebody handed in');
const fileKey = blobKey(organizationId, createHash('sha256').update(content).digest('hex'));

let source: Installation;
let target: Installation;
let backup: string;

beforeAll(async () => {
  source = await anInstallation();
  await source.sql(`insert into organization (id, slug, name) values ('${organizationId}', 'campus', 'Campus')`);
  await source.files.put(fileKey, contentOfBuffer(content));
  backup = path.join(source.folder, 'backup');
  expect(await source.admin(['backup', '--to', backup])).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => source?.remove());
afterEach(() => target?.remove());

/** What a restore that changed nothing leaves: the home organization, and nothing of the backup. */
async function expectEmpty({ sql }: Installation) {
  expect(await sql('select slug from organization')).toEqual([{ slug: 'demo' }]);
  expect(await sql('select 1 from audit_entry')).toEqual([]);
}

async function expectRefusal(words: RegExp, from = backup, told: Parameters<Installation['admin']>[1] = {}) {
  const { code, said } = await target.admin(['restore', '--from', from], told);
  expect({ code, said }).toEqual({ code: 1, said: expect.stringMatching(words) });
}

describe('restore refuses, and changes nothing,', () => {
  it('a database with rows, naming them', async () => {
    target = await anInstallation();
    await target.sql(
      `insert into "user" (id, organization_id, name, roles) select '${randomUUID()}', id, 'Somebody', '{}' from organization`,
    );
    await expectRefusal(/not empty: user \(1 rows\)\. Nothing was changed\. Make an empty database/);
    expect(await target.sql('select slug from organization')).toEqual([{ slug: 'demo' }]);
  });

  it('a database that the application is connected to', async () => {
    target = await anInstallation();
    const app = await target.open();
    await expectRefusal(/connected to the database as assay_app .*Stop serve, work/);
    await app.stop();
    await expectEmpty(target);
  });

  it('SECRET_KEY without a secret that the backup needs', async () => {
    target = await anInstallation();
    const { keyIds } = JSON.parse(await readFile(path.join(backup, 'manifest.json'), 'utf8')) as { keyIds: string[] };
    await expectRefusal(new RegExp(`SECRET_KEY lacks the secrets with key id ${keyIds[0]}`), backup, {
      secretKey: secrets.other,
    });
    await expectEmpty(target);
  });

  it.each<[string, (copy: string) => Promise<unknown>, RegExp]>([
    [
      'a damaged table',
      (copy) => flip(path.join(copy, 'tables/public.organization.copy.gz')),
      /organization.copy.gz is not as it was written/,
    ],
    [
      'a table that is gone',
      (copy) => rm(path.join(copy, 'tables/public.user.copy.gz')),
      /user.copy.gz cannot be read/,
    ],
    [
      'a file of a user cut short',
      async (copy) => truncate(await blobIn(copy), 5),
      /holds 1 files of 5 bytes instead of 1 of 23/,
    ],
    ['a file of a user with other content', async (copy) => flip(await blobIn(copy)), /not what its hash promises/],
    ['a manifest cut short', (copy) => truncate(path.join(copy, 'manifest.json'), 100), /manifest.json cannot be read/],
    ['a backup that was not finished', (copy) => rm(path.join(copy, 'manifest.json')), /holds no backup/],
  ])('%s', async (_what, damage, words) => {
    target = await anInstallation();
    const copy = path.join(target.folder, 'copy');
    await cp(backup, copy, { recursive: true });
    await damage(copy);
    await expectRefusal(words, copy);
    await expectEmpty(target);
  });
});

describe('restore between versions', () => {
  let newer: string;
  /** The same code with one migration more, which fills what it adds. */
  beforeAll(async () => {
    newer = path.join(source.folder, 'newer');
    await mkdir(newer);
    for (const folder of globSync('{migrations,plugins/*/migrations}', { cwd: root }))
      await cp(path.join(root, folder), path.join(newer, folder), { recursive: true });
    await writeFile(path.join(newer, 'package.json'), '{"version":"9.9.9"}');
    await writeFile(
      path.join(newer, 'migrations/9999-short-names.sql'),
      `alter table organization add column short_name text; update organization set short_name = upper(slug); alter table organization alter column short_name set default '';`,
    );
  });

  it('brings an older backup, in a database without tables, to what this version needs', async () => {
    target = await anInstallation({ empty: true });
    const { code, said } = await target.admin(['restore', '--from', backup], { codeAt: newer });
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(await target.sql(`select short_name from organization where slug = 'campus'`)).toEqual([
      { short_name: 'CAMPUS' },
    ]);
    const pending = await target.sql('select name from mikro_orm_migrations order by id desc limit 1');
    expect(pending).toEqual([{ name: 'kernel/9999-short-names' }]);
  });

  it('refuses an older backup where later migrations have already run, because what they fill in would be missing', async () => {
    target = await anInstallation();
    const half = path.join(target.folder, 'without-some');
    await cp(backup, half, { recursive: true });
    const manifest = path.join(half, 'manifest.json');
    await writeFile(manifest, (await readFile(manifest, 'utf8')).replace(/"kernel\/0001[^"]*",?/, ''));
    await expectRefusal(/already been migrated further than the backup \(kernel\/0001/, half);
    await expectEmpty(target);
  });

  it('refuses a backup of a newer version, naming it', async () => {
    const upgraded = await anInstallation({ empty: true });
    expect(await upgraded.admin(['restore', '--from', backup], { codeAt: newer })).toMatchObject({ code: 0 });
    const from = path.join(upgraded.folder, 'backup');
    expect(await upgraded.admin(['backup', '--to', from], { codeAt: newer })).toMatchObject({ code: 0 });
    target = await anInstallation();
    await expectRefusal(/made by version 9\.9\.9, .*kernel\/9999-short-names.* Install version 9\.9\.9/, from);
    await expectEmpty(target);
    await upgraded.remove();
  });
});

describe('killed', () => {
  it('in the middle, a restore leaves the database empty and can be begun again', async () => {
    const large = await anInstallation();
    await large.sql(`insert into organization (id, slug, name) values ('${organizationId}', 'campus', 'Campus')`);
    await large.sql(
      `insert into sample (id, organization_id, text) select gen_random_uuid(), '${organizationId}', 'row ' || n from generate_series(1, ${rows}) n`,
    );
    const from = path.join(large.folder, 'backup');
    expect(await large.admin(['backup', '--to', from])).toMatchObject({ code: 0 });
    target = await anInstallation();
    const before = await schemaOf(target);
    await killDuring(['restore', '--from', from], target);
    await expectEmpty(target);
    expect(await target.sql('select 1 from sample limit 1')).toEqual([]);
    expect(await schemaOf(target)).toEqual(before);
    expect(await target.admin(['restore', '--from', from])).toMatchObject({ code: 0 });
    expect(await target.sql('select count(*)::int as rows from sample')).toEqual([{ rows }]);
    await large.remove();
  }, 120_000);

  it('in the middle, a backup leaves a folder that nobody takes for one', async () => {
    target = await anInstallation();
    await target.sql(
      `insert into sample (id, organization_id, text) select gen_random_uuid(), organization.id, 'row ' || n from organization, generate_series(1, ${rows}) n`,
    );
    const to = path.join(target.folder, 'backup');
    await killDuring(['backup', '--to', to], target);
    expect(await readdir(target.folder)).toEqual(['backup.partial']);
    await expectRefusal(/holds no backup/, `${to}.partial`);
  }, 120_000);
});

/** Runs a command as an operator does, and kills it while the rows of `sample` are copied. */
async function killDuring(words: readonly string[], { environment, sql }: Installation) {
  const child = spawn(process.execPath, ['src/main.ts', 'admin', ...words], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
  const copying = `select 1 from pg_stat_progress_copy where datname = current_database() and tuples_processed > 1000`;
  await eventually(async () => (await sql(copying)).length > 0, 20);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  await eventually(
    async () =>
      (await sql(`select 1 from pg_stat_activity where datname = current_database() and usename = 'assay_owner'`))
        .length === 0,
    20,
  );
}

async function blobIn(copy: string) {
  return path.join(copy, 'files', organizationId, fileKey.slice(-64, -62), fileKey.slice(-64));
}

async function flip(file: string) {
  const bytes = await readFile(file);
  bytes[bytes.length - 1]! ^= 1;
  await writeFile(file, bytes);
}
