import type { EntityMetadata, MikroORM } from '@mikro-orm/postgresql';
import type { Entity, Plugin } from '#src/plugin.ts';

export interface EntityFacts {
  readonly name: string;
  readonly table: string;
  /** The plugin that registers it. */
  readonly owner: string;
  readonly properties: readonly string[];
  readonly personal: Readonly<Record<string, string>> | undefined;
}

const words = ['none', 'link', 'name', 'contact', 'trace', 'credential', 'content'];

/** What the checks ask of every registered entity. */
export function entityFacts(orm: MikroORM, plugins: readonly Plugin[]): readonly EntityFacts[] {
  const owners = new Map(
    plugins.flatMap((plugin) => plugin.entities.map((entity) => [entityName(entity), plugin.name])),
  );
  return entities(orm).map((meta) => ({
    name: meta.className,
    table: meta.tableName,
    owner: owners.get(meta.className) ?? 'kernel',
    properties: Object.keys(meta.properties),
    personal: (meta.class as { personal?: Record<string, string> }).personal,
  }));
}

export const entityName = (entity: Entity) => ('meta' in entity ? entity.meta.className : entity.name);

/** Tables that MikroORM makes for a many-to-many are no entities of ours. */
export const entities = (orm: MikroORM): readonly EntityMetadata[] =>
  [...orm.getMetadata().getAll().values()].filter((meta) => !meta.pivotTable && !meta.embeddable);

/** Every property says what it tells about a person. Returns a sentence for each that says nothing, or no known word. */
export function checkPersonal(facts: readonly EntityFacts[]): string[] {
  return facts.flatMap(({ name, properties, personal }) => {
    if (!personal)
      return [
        `${name} has no \`static personal\`. Give each of its properties one of the words ${words.join(', ')} (src/database/personal.ts).`,
      ];
    return [
      ...properties
        .filter((property) => !(property in personal))
        .map(
          (property) =>
            `${name}.${property} has no word in ${name}.personal. Say what it tells about a person: ${words.join(', ')} (src/database/personal.ts).`,
        ),
      ...Object.entries(personal).flatMap(([property, word]) => wrongWord(name, properties, property, word)),
    ];
  });
}

function wrongWord(name: string, properties: readonly string[], property: string, word: string) {
  if (!properties.includes(property))
    return [`${name}.personal names ${property}, which is no property of ${name}. Take it out.`];
  return words.includes(word)
    ? []
    : [
        `${name}.personal calls ${property} "${word}", which is no word. There are ${words.join(', ')} (src/database/personal.ts).`,
      ];
}

/** Names of entities and of their tables are unique in the whole application. Returns a sentence for each that is not. */
export function checkUniqueNames(
  plugins: readonly {
    readonly name: string;
    readonly entities: readonly { readonly name: string; readonly table: string }[];
  }[],
): string[] {
  const owned = plugins.flatMap((plugin) => plugin.entities.map((entity) => ({ ...entity, owner: plugin.name })));
  return (['name', 'table'] as const).flatMap((what) =>
    [...Map.groupBy(owned, (entity) => entity[what])]
      .filter(([, same]) => same.length > 1)
      .map(
        ([word, same]) =>
          `${what === 'name' ? 'Entity' : 'Table'} ${word} is made by ${same.map(({ owner }) => owner).join(' and ')}. Rename all but one: a name stands for one thing in the whole application.`,
      ),
  );
}

/** An entity that no plugin registers has no table and no filter. `exported` are the entities of `*.entity.ts` files. */
export function checkRegistered(
  exported: readonly { readonly file: string; readonly name: string }[],
  registered: readonly string[],
): string[] {
  return exported
    .filter(({ name }) => !registered.includes(name))
    .map(
      ({ file, name }) =>
        `${file} makes the entity ${name}, which no plugin has in its \`entities\`. Add it to ${file.startsWith('src/') ? 'src/kernel-plugin.ts' : 'the plugin.ts of its folder'}.`,
    );
}

/** What the entities say and no migration does; `statements` is `schemaDifference` against the migrated database. */
export function checkMigrated(statements: readonly string[], facts: readonly EntityFacts[]): string[] {
  const missing = Map.groupBy(statements, (statement) => migrationOwner(statement, facts));
  return [...missing].map(
    ([owner, own]) =>
      `The entities of ${owner} say what no migration does. Run npm run migration -- ${owner} <what-it-adds>, which writes it:\n${own.map((statement) => `  ${statement}`).join('\n')}`,
  );
}

/** The tables of lti and judge0 are part of the base schema, which the kernel's migrations make. */
function migrationOwner(statement: string, facts: readonly EntityFacts[]) {
  const table = /(?:table|on) (?:if exists )?"(\w+)"/.exec(statement)?.[1];
  const owner = facts.find((entity) => entity.table === table)?.owner ?? 'kernel';
  return ['lti', 'judge0'].includes(owner) ? 'kernel' : owner;
}
