import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { MikroORM } from '@mikro-orm/postgresql';
import { schemaDifference } from '#src/database/draft-migration.ts';
import { openOrm } from '#src/database/open-orm.ts';
import type { Entity } from '#src/plugin.ts';
import {
  checkMigrated,
  checkPersonal,
  checkRegistered,
  checkUniqueNames,
  entityFacts,
  entityName,
  type EntityFacts,
} from '../architecture/check-entities.ts';
import { root } from '../support/app.ts';
import { Sample } from '../support/sample/sample.entity.ts';
import { migratedDatabase, type MigratedDatabase } from './migrated-database.ts';

let database: MigratedDatabase;
let orm: MikroORM;
let facts: readonly EntityFacts[];

beforeAll(async () => {
  database = await migratedDatabase();
  orm = await openWith(database.plugins.flatMap((plugin) => plugin.entities));
  facts = entityFacts(orm, database.plugins);
});

afterAll(async () => {
  await orm.close(true);
  await database[Symbol.asyncDispose]();
});

const openWith = (entities: readonly Entity[]) =>
  openOrm({ url: database.ownerUrl, entities, connections: 1, warn: () => undefined });

describe('every property of every entity', () => {
  it('says what it tells about a person', () => {
    expect(checkPersonal(facts)).toEqual([]);
    expect(facts.map(({ name }) => name)).toContain('User');
  });

  it('that says nothing, an unknown word, or is not there is a sentence', () => {
    const bad = { name: 'Pupil', table: 'pupil', owner: 'school' };
    const properties = ['id', 'phone'];
    expect(checkPersonal([{ ...bad, properties, personal: { id: 'none' } }])).toEqual([
      'Pupil.phone has no word in Pupil.personal. Say what it tells about a person: none, link, name, contact, trace, credential, content (src/database/personal.ts).',
    ]);
    expect(checkPersonal([{ ...bad, properties, personal: { id: 'none', phone: 'private', age: 'content' } }])).toEqual(
      [
        'Pupil.personal calls phone "private", which is no word. There are none, link, name, contact, trace, credential, content (src/database/personal.ts).',
        'Pupil.personal names age, which is no property of Pupil. Take it out.',
      ],
    );
    expect(checkPersonal([{ ...bad, properties, personal: undefined }])).toEqual([
      'Pupil has no `static personal`. Give each of its properties one of the words none, link, name, contact, trace, credential, content (src/database/personal.ts).',
    ]);
  });
});

describe('every entity', () => {
  it('has its name and its table to itself', () => {
    expect(checkUniqueNames(owned(facts))).toEqual([]);
  });

  it('that takes the name or the table of another is a sentence', () => {
    const course = { name: 'Course', table: 'course' };
    expect(
      checkUniqueNames([
        { name: 'courses', entities: [course] },
        { name: 'grading', entities: [course] },
      ]),
    ).toEqual([
      'Entity Course is made by courses and grading. Rename all but one: a name stands for one thing in the whole application.',
      'Table course is made by courses and grading. Rename all but one: a name stands for one thing in the whole application.',
    ]);
  });

  it('is registered by the plugin in whose folder it is', async () => {
    const registered = database.plugins.flatMap((plugin) => plugin.entities.map(entityName));
    const exported = await exportedEntities();
    expect(exported).toContainEqual({ file: 'src/people/user.entity.ts', name: 'User' });
    expect(checkRegistered(exported, registered)).toEqual([]);
  });

  it('that no plugin registers is a sentence', () => {
    const exported = [
      { file: 'src/people/badge.entity.ts', name: 'Badge' },
      { file: 'plugins/courses/course.entity.ts', name: 'Course' },
    ];
    expect(checkRegistered(exported, ['User'])).toEqual([
      'src/people/badge.entity.ts makes the entity Badge, which no plugin has in its `entities`. Add it to src/kernel-plugin.ts.',
      'plugins/courses/course.entity.ts makes the entity Course, which no plugin has in its `entities`. Add it to the plugin.ts of its folder.',
    ]);
  });

  it('has its table, keys and walls made by migrations', async () => {
    expect(checkMigrated(await schemaDifference(orm), facts)).toEqual([]);
  });

  it('without a migration is a sentence that says which command writes it', async () => {
    const plugins = [...database.plugins, { ...database.plugins[0]!, name: 'samples', entities: [Sample] }];
    const more = await openWith(plugins.flatMap((plugin) => plugin.entities));
    const sentences = checkMigrated(await schemaDifference(more), entityFacts(more, plugins));
    await more.close(true);
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(
      /^The entities of samples say what no migration does\. Run npm run migration -- samples <what-it-adds>, which writes it:\n {2}create table "sample" \(/,
    );
    expect(sentences[0]).toContain('alter table "sample" enable row level security');
  });
});

const owned = (found: readonly EntityFacts[]) =>
  [...Map.groupBy(found, ({ owner }) => owner)].map(([name, entities]) => ({ name, entities }));

/** The entity classes that the files of the application export. */
async function exportedEntities() {
  const files = globSync(['src/**/*.entity.ts', '{lti,judge0}/**/*.entity.ts', 'plugins/**/*.entity.ts'], {
    cwd: root,
  }).toSorted();
  const found = await Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(path.join(root, file)).href)) as Record<string, unknown>;
      return Object.values(module)
        .filter((value): value is { name: string } => typeof value === 'function' && 'personal' in value)
        .map(({ name }) => ({ file, name }));
    }),
  );
  return found.flat();
}
