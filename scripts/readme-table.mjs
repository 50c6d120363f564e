// npm run readme: writes the table of settings in README.md anew, from the schemas that the application reads them by.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

const file = path.join(root, 'README.md');
const begin = '<!-- The table of settings: npm run readme writes it. -->';
const end = '<!-- End of the table. -->';

/** README.md as it is, and as it would be with the table that the schemas give. */
export async function readmeWithTable() {
  const text = readFileSync(file, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md needs the lines ${begin} and ${end}.`);
  const wanted = `${text.slice(0, from + begin.length)}\n\n${await settingsTable()}\n\n${text.slice(to)}`;
  return { text, wanted };
}

async function settingsTable() {
  const { kernelSettings, neededInProduction } = await import('../src/config/kernel-settings.ts');
  const { loadPlugins } = await import('../src/load-plugins.ts');
  const { isSecret } = await import('../src/config/settings.ts');
  const plugins = await loadPlugins(root, null);
  const all = [kernelSettings, ...plugins.flatMap(({ config }) => config ?? [])];
  const rows = all.flatMap(({ shape }) =>
    Object.entries(shape).map(([name, schema]) => [
      `\`${name}\`${name in neededInProduction ? ' *' : ''}`,
      defaultOf(schema),
      `${schema.description ?? ''}${isSecret(schema) ? ' (secret)' : ''}`.replaceAll('|', '\\|'),
    ]),
  );
  return [['Variable', 'Default', 'What it says'], ['---', '---', '---'], ...rows].map(line).join('\n');
}

const line = (cells) => `| ${cells.join(' | ')} |`.replaceAll(/ +/g, ' ');

function defaultOf(schema) {
  const value = schema.def?.type === 'default' ? schema.def.defaultValue : null;
  return value === null || [value].flat().length === 0 ? '' : `\`${[value].flat().join(', ')}\``;
}

if (import.meta.main) {
  const { text, wanted } = await readmeWithTable();
  if (text !== wanted) writeFileSync(file, wanted);
  process.stdout.write(text === wanted ? 'The table is as the schemas say.\n' : 'Written: README.md\n');
}
