import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as } from '#src/database/roles.ts';
import { compareLocales } from '#src/messages/compare-locales.ts';
import { checkImports } from '../architecture/check-imports.ts';
import { checkNames } from '../architecture/check-names.ts';
import { eventually, root } from '../support/app.ts';
import { testPasswords } from '../support/cluster.ts';
import { scratchTree } from '../support/scratch-tree.ts';
import { followPages } from './follow-pages.ts';
import { ask, begin, emptyDatabase, endAll, freePort, run } from './scratch.ts';

const page = readFileSync(path.join(root, 'plugins/README.md'), 'utf8');
const files = [...page.matchAll(/^`(?<name>plugins\/[^`]+)`\n\n```\w+\n(?<text>[^]*?)^```$/gm)].map(({ groups }) => ({
  name: groups!.name!,
  text: groups!.text!,
}));
const commands = [...page.matchAll(/^```sh\n(?<lines>[^]*?)^```$/gm)].flatMap(({ groups }) =>
  groups!.lines!.trim().split('\n'),
);
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

describe('plugins/README.md, followed word for word', () => {
  let tree: ReturnType<typeof scratchTree>;
  let environment: Record<string, string>;
  let superuserUrl: string;

  beforeAll(async () => {
    tree = scratchTree();
    for (const { name, text } of files) {
      mkdirSync(path.join(tree.folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(tree.folder, name), text);
    }
    superuserUrl = await emptyDatabase('assay_plugin_page');
    await ask(
      superuserUrl,
      'grant create, connect on database assay_plugin_page to assay_owner; grant create, usage on schema public to assay_owner',
    );
    environment = {
      DATABASE_OWNER_URL: as(superuserUrl, 'assay_owner', testPasswords.ownerPassword),
      DATABASE_URL: as(superuserUrl, 'assay_app', testPasswords.appPassword),
      PORT: String(await freePort()),
      PRACTICE_LMS_PORT: String(await freePort()),
    };
  });

  afterAll(() => {
    endAll();
    tree.remove();
  });

  /** Without the preparation of scripts/run.mjs, which has happened: the packages are links to ours. */
  function wordsOf(command: string) {
    const [npm, ...rest] = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    const [script, ...args] = rest[0] === 'run' ? rest.slice(1) : rest;
    const words = scripts[script!]?.split(' ') ?? [];
    expect([npm, ...words.slice(0, 3)]).toEqual(['npm', 'exec', 'node', 'scripts/run.mjs']);
    return ['node', ...words.slice(3), ...args.filter((word) => word !== '--')];
  }

  it('is a plugin that keeps the rules of types, style and layout', async () => {
    writeFileSync(
      path.join(tree.folder, 'tsconfig.plugin.json'),
      '{ "extends": "./tsconfig.json", "include": ["plugins"] }',
    );
    const [types, style, layout] = await Promise.all([
      said('typescript/bin/tsc', '-p', 'tsconfig.plugin.json', '--incremental', 'false'),
      said('oxlint/bin/oxlint', '--type-aware', '--format=unix', 'plugins/announcements'),
      said('prettier/bin/prettier.cjs', '--list-different', 'plugins/announcements'),
    ]);
    expect(types.filter(isOurs)).toEqual([]);
    expect(style.filter(isOurs)).toEqual([]);
    expect(layout).toEqual([]);
    const sources = files.map(({ name, text }) => ({ path: name, text }));
    expect([...checkImports(sources), ...checkNames(sources)]).toEqual([]);
    const locales = { owner: 'announcements', folder: path.join(tree.folder, 'plugins/announcements/locales') };
    expect(compareLocales([locales])).toEqual([]);
  }, 120_000);

  /** The lines that a program of node_modules prints about the copy. */
  async function said(program: string, ...args: string[]) {
    const running = begin(['node', path.join(root, 'node_modules', program), ...args], tree.folder);
    await running.ended;
    return running.said().split('\n').filter(Boolean);
  }

  it('migrates, starts, its jobs run, and its pages are also the API', async () => {
    const [migration, snapshot, start, publish, failedJobs, ...others] = commands;
    expect(others).toEqual([]);
    await run(wordsOf(migration!), tree.folder, environment);
    const drafted = read('plugins/announcements/migrations/0001-add-announcements.sql');
    expect(drafted).toContain('alter table "announcement" enable row level security');
    expect(drafted).toContain('foreign key (organization_id, author_id) references "user" (organization_id, id)');
    await run(wordsOf(snapshot!), tree.folder);
    expect(read('migrations/schema.snapshot.txt')).toContain('\ntable announcement\n');
    await ask(superuserUrl, lastWorkedTwoDaysAgo);

    const started = begin(wordsOf(start!), tree.folder, environment);
    await eventually(async () => started.said().includes('Assay is ready.'), 90).catch(() => fail(started.said()));
    expect(await run(wordsOf(publish!), tree.folder, environment)).toContain('Published until');
    const [counted] = await eventually(() => announcements('readers is not null'), 90);
    const [everybody] = await ask<{ readers: number }>(superuserUrl, countReaders);
    expect(counted).toEqual({ text: 'The laboratory is closed on Friday.', ...everybody });
    await eventually(() => completed('announcements.removeExpired'), 90);
    expect(await run(wordsOf(failedJobs!), tree.folder, environment)).toContain('No job has failed');
    const refused = run(wordsOf(publish!.replace(/"[^"]*"/, '" "')), tree.folder, environment);
    await expect(refused).rejects.toThrow('Write something, in 500 letters at most.');
    await followPages(`http://localhost:${environment.PORT}`, started.said());
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
  }, 240_000);

  const read = (file: string) => readFileSync(path.join(tree.folder, file), 'utf8');

  async function announcements(condition: string) {
    const rows = await ask<{ text: string; readers: number }>(
      superuserUrl,
      `select text, readers from announcement where ${condition}`,
    );
    return rows.length > 0 ? rows : null;
  }

  async function completed(job: string) {
    const rows = await ask<{ id: string }>(
      superuserUrl,
      `select id from pgboss.job where name = '${job}' and state = 'completed' and data ->> 'organizationId' is not null`,
    );
    return rows.length > 0;
  }
});

const countReaders = 'select count(*)::int as readers from "user" where suspended_at is null';

/** So that the schedule has come due since. */
const lastWorkedTwoDaysAgo = `update pgboss.version set cron_on = now() - interval '2 days';
  update pgboss.schedule set created_on = now() - interval '2 days'`;

const fail = (message: string): never => {
  throw new Error(message);
};

const isOurs = (line: string) => line.includes('plugins/announcements');
