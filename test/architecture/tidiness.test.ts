import { describe, expect, it } from '@jest/globals';
import { checkBrowserPages } from './check-browser-pages.ts';
import { checkEnvironment } from './check-environment.ts';
import { checkFolders } from './check-folders.ts';
import { checkLeftOvers } from './check-left-overs.ts';
import { checkNames } from './check-names.ts';

const file = (path: string, text = '') => ({ path, text });

describe('the environment', () => {
  it.each(['process.env.PORT', "globalThis.process.env['PORT']", 'const { PORT } = process.env'])(
    'is not read by %s',
    (text) => {
      expect(checkEnvironment([file('plugins/rooms/a.ts', text)])).toEqual([
        "plugins/rooms/a.ts:1 reads the environment. Only src/config/config.ts does: declare the variable in the plugin's `config` and read scope.settings(…).",
      ]);
    },
  );

  it("is not read through node:process either, and is src/config/config.ts's to read", () => {
    expect(checkEnvironment([file('src/a.ts', "import { env } from 'node:process'")])).toHaveLength(1);
    expect(
      checkEnvironment([file('src/config/config.ts', 'process.env.PORT'), file('scripts/a.mjs', 'process.env.PORT')]),
    ).toEqual([]);
  });
});

describe('pages that tests open', () => {
  it('are watched', () => {
    const text = 'const page = await browser.newPage();';
    expect(checkBrowserPages([file('test/browser/a.test.ts', text)])).toEqual([
      'test/browser/a.test.ts:1 opens a page whose broken policy nobody would notice. Open it with watchedPage (test/support/watch-page.ts) and call its check.',
    ]);
    expect(checkBrowserPages([file('test/support/watch-page.ts', text)])).toEqual([]);
  });
});

describe('folders', () => {
  it.each([
    [
      'views/page.ts',
      "views/page.ts does not belong there: views holds templates, tokens and assets; code goes to src, a feature's page to plugins/<name>/views.",
    ],
    [
      'migrations/run.ts',
      'migrations/run.ts does not belong there: migrations holds NNNN-what-it-adds.sql, look-ups.sql and schema.snapshot.txt; what runs them is in src/database.',
    ],
    [
      'migrations/1-people.sql',
      'migrations/1-people.sql does not belong there: migrations holds NNNN-what-it-adds.sql, look-ups.sql and schema.snapshot.txt; what runs them is in src/database.',
    ],
    [
      'scripts/start.ts',
      'scripts/start.ts does not belong there: scripts holds plain .mjs that runs on Node 20 before anything is installed, and debian-packages.txt; the application is in src.',
    ],
    [
      'lib/a.ts',
      'lib/ is no folder of the application. There are src, lti, judge0, plugins, views, migrations, test, scripts, deploy, docs; a feature is a folder in plugins.',
    ],
    [
      'plugins/rooms/index.ts',
      "plugins/rooms has no plugin.ts, so nothing of it is loaded. Export definePlugin({ name: 'rooms', … }) from there.",
    ],
  ])('do not hold %s', (path, sentence) => {
    expect(checkFolders([path])).toEqual([sentence]);
  });

  it("keep a plugin's migrations and texts in order", () => {
    const rooms = [
      'plugins/rooms/plugin.ts',
      'plugins/rooms/migrations/0001-rooms.sql',
      'plugins/rooms/locales/de.json',
    ];
    expect(checkFolders(rooms)).toEqual([]);
    expect(
      checkFolders([...rooms, 'plugins/rooms/migrations/snapshot.txt', 'plugins/rooms/locales/german.json']),
    ).toEqual([
      "plugins/rooms/migrations/snapshot.txt does not belong there: a plugin's migrations are NNNN-what-it-adds.sql.",
      'plugins/rooms/locales/german.json does not belong there: locales holds one JSON file for each language.',
    ]);
  });
});

describe('names', () => {
  it.each([
    ['src/mailBox.ts', '', 'src/mailBox.ts: "mailBox.ts" is not kebab-case. Write it in lower case with hyphens.'],
    ['src/Mail/box.ts', '', 'src/Mail/box.ts: "Mail" is not kebab-case. Write it in lower case with hyphens.'],
    ['src/string-utils.ts', '', 'src/string-utils.ts: "utils" says nothing. Name the file for the one idea it holds.'],
    [
      'plugins/rooms/helpers/a.ts',
      '',
      'plugins/rooms/helpers/a.ts: "helpers" says nothing. Name the file for the one idea it holds.',
    ],
    ['test/common.ts', '', 'test/common.ts: "common" says nothing. Name the file for the one idea it holds.'],
    [
      'src/a.ts',
      '\nexport class RoomManager {}',
      'src/a.ts:2: "RoomManager" says nothing. Name it for what it does; plain functions need no such thing.',
    ],
    [
      'src/a.ts',
      'const mailService = 1',
      'src/a.ts:1: "mailService" says nothing. Name it for what it does; plain functions need no such thing.',
    ],
  ])('are not %s %s', (path, text, sentence) => {
    expect(checkNames([file(path, text)])).toEqual([sentence]);
  });

  it.each([
    ['src/people/api-token.entity.ts', 'interface InstallationEntityManager {}'],
    ['plugins/README.md', ''],
    ['views/mail/layout.text.hbs', ''],
    ['src/a.ts', "import { EntityManager } from '@mikro-orm/core'; export const manage = 1;"],
  ])('may be %s %s', (path, text) => {
    expect(checkNames([file(path, text)])).toEqual([]);
  });
});

describe('left-overs', () => {
  const later =
    'promises to do something later. Do it now, or take the words out and say what is missing where it is decided.';
  const mark = 'TODO';
  const shared = ['..', 'shared', 'design.md'].join('/');

  it.each([
    ['src/a.ts', `// ${mark}: the rest`, `src/a.ts:1 ${later}`],
    ['migrations/0001-a.sql', 'select 1;\n-- FIXME', `migrations/0001-a.sql:2 ${later}`],
    [
      'test/a.test.ts',
      "it.only('a', () => {})",
      'test/a.test.ts:1 has it.only: every test runs, always. Take it out, or delete the test.',
    ],
    [
      'test/a.test.ts',
      "describe.skip('a', () => {})",
      'test/a.test.ts:1 has describe.skip: every test runs, always. Take it out, or delete the test.',
    ],
    [
      'test/a.test.ts',
      "it.skip.each([1])('a', () => {})",
      'test/a.test.ts:1 has it.skip.each: every test runs, always. Take it out, or delete the test.',
    ],
    [
      'test/a.test.ts',
      "\nxit('a', () => {})",
      'test/a.test.ts:2 has xit: every test runs, always. Take it out, or delete the test.',
    ],
    [
      'test/a.test.ts',
      "it.todo('a')",
      'test/a.test.ts:1 has it.todo: every test runs, always. Take it out, or delete the test.',
    ],
    [
      'README.md',
      `see ${shared}`,
      'README.md:1 refers to a folder outside the repository. Say here what the reader needs to know.',
    ],
    [
      'README.md',
      `see ${['', 'work', 'main'].join('/')}`,
      'README.md:1 refers to a path of one machine. Say here what the reader needs to know.',
    ],
    [
      'src/a.ts',
      ['// as issue', '12 says'].join(' '),
      'src/a.ts:1 refers to an issue, which readers of the repository do not have. Say here what the reader needs to know.',
    ],
    [
      'src/a.ts',
      "const at = '/home/me/assay/x'",
      'src/a.ts:1 holds a path of this machine. Say here what the reader needs to know.',
    ],
  ])('in %s are found: %s', (path, text, sentence) => {
    expect(checkLeftOvers([file(path, text)], ['/home/me/assay'])).toEqual([sentence]);
  });

  it.each([
    ['src/a.ts', `export const word = '${mark}';`],
    ['test/a.test.ts', `const source = "it.only('a')"; (isRoot ? it : it.skip)('b', () => {});`],
    ['src/a.ts', "import a from './home/me/assay/x.ts'"],
    ['src/a.ts', "const at = '/home/me/assay-other'"],
  ])('in %s are not: %s', (path, text) => {
    expect(checkLeftOvers([file(path, text)], ['/home/me/assay'])).toEqual([]);
  });
});
