import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { help } from '#src/commands/help.ts';
import { loadPlugins } from '#src/load-plugins.ts';
import { root } from '../support/app.ts';
import { filesOfTree } from './scratch.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const documents = globSync(['*.md', 'docs/**/*.md', 'plugins/README.md'], { cwd: root });
const everywhere = (pattern: RegExp) =>
  documents.flatMap((file) => [...read(file).matchAll(pattern)].map(([, word]) => word!));
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const unique = (words: readonly string[]) => [...new Set(words)].toSorted();

describe('the documents', () => {
  it('are all there', () => {
    expect(documents).toEqual(
      expect.arrayContaining([
        'README.md',
        'STYLE.md',
        'DECISIONS.md',
        'SECURITY.md',
        'docs/features.md',
        'plugins/README.md',
      ]),
    );
    expect(read('LICENSE')).toMatch(/^MIT License\n\nCopyright \(c\) 2026 the Assay contributors\n/);
  });

  it('name only scripts of npm and modes of the application that there are', () => {
    const scripts = [...everywhere(/\bnpm run ([\w:-]+)/g), ...everywhere(/\bnpm (start|test)\b/g)];
    expect(scripts).toContain('migration');
    expect(unique(scripts).filter((name) => !(name in manifest.scripts!))).toEqual([]);
    const { stderr } = spawnSync(process.execPath, ['src/main.ts'], { cwd: root, encoding: 'utf8' });
    const modes = /Say what to do: (.*)\./.exec(stderr)![1]!.split(', ');
    expect(unique(everywhere(/\bsrc\/main\.ts (\w+)/g)).filter((mode) => !modes.includes(mode))).toEqual([]);
  });

  it('name only commands of the shell that there are', async () => {
    const plugins = await loadPlugins(root, null);
    const commands = [help(plugins), ...plugins.flatMap((plugin) => plugin.commands)].map(({ name }) => name);
    const named = everywhere(/\b(?:npm run admin --|main\.ts admin) ([a-z-]+)/g);
    expect(named).toContain('backup');
    expect(unique(named).filter((name) => ![...commands, 'publish-announcement'].includes(name))).toEqual([]);
  });

  it('point only to files that there are', () => {
    const tops = unique(filesOfTree().flatMap((file) => (file.includes('/') ? [file.split('/')[0]!] : []))).join('|');
    const missing = documents.flatMap((file) => {
      const links = [...read(file).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) =>
        path.join(path.dirname(file), link!),
      );
      const named = file.startsWith('plugins/')
        ? []
        : [...read(file).matchAll(new RegExp(`\`((?:${tops})/[\\w./-]+)\``, 'g'))];
      return [...links, ...named.map(([, name]) => name!)].filter((target) => !existsSync(path.join(root, target)));
    });
    expect(missing).toEqual([]);
  });
});

describe('README.md', () => {
  it('has the table of settings that the schemas give: npm run readme writes it', async () => {
    const script = path.join(root, 'scripts/readme-table.mjs');
    const { readmeWithTable } = (await import(script)) as {
      readmeWithTable(): Promise<Record<'text' | 'wanted', string>>;
    };
    const { text, wanted } = await readmeWithTable();
    expect(text).toBe(wanted);
    expect(text).toContain('| `PORT` | `3000` | Port of the application |');
    expect(text).toMatch(/^\| `SECRET_KEY` \* \| \| .* \(secret\) \|$/m);
  });

  it('shows every folder of the tree and of src, and no other', () => {
    const [, tree = ''] = /## What is where\n\n```\n([^]*?)```/.exec(read('README.md')) ?? [];
    const shown = [...tree.matchAll(/^( *)([\w-]+)\/ +\S.* Never: /gm)].map(([, indent, name]) =>
      indent ? `src/${name}` : name!,
    );
    const folders = filesOfTree().flatMap((file) => {
      const [top = '', second, third] = file.split('/');
      if (second === undefined || top.startsWith('.')) return [];
      return top === 'src' && third !== undefined ? [top, `src/${second}`] : [top];
    });
    expect(tree.trim().split('\n')).toHaveLength(shown.length);
    expect(shown.toSorted()).toEqual(unique(folders));
  });

  it('shows the statements of make-roles.sql', () => {
    const [, shown = ''] = /```sql\n([^]*?)```/.exec(read('README.md')) ?? [];
    const statements = (text: string) => text.split('\n').filter((line) => line && !line.startsWith('--'));
    expect(statements(shown)).toEqual(statements(read('deploy/postgres/make-roles.sql')));
  });
});

describe('DECISIONS.md', () => {
  it('has a line for every package of package.json, and for no other', () => {
    const cells = [...read('DECISIONS.md').matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
    );
    const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
    const packages = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides });
    expect(packages.filter((name) => !cells.includes(name))).toEqual([]);
    expect(unique(cells).filter((name) => !packages.includes(name) && !name.endsWith('*'))).toEqual([]);
  });

  it('says the versions that are pinned', () => {
    const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
    const versions: Record<string, string> = {
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
      ...overrides,
    };
    const [, table = ''] = /\| Pin \| Reason \|\n([^]*?)\n\n/.exec(read('DECISIONS.md')) ?? [];
    const pins = [...table.matchAll(/`([^`]+)` ([\d.]+)/g)].map(([, name, version]) => [name!, version!] as const);
    expect(pins.length).toBeGreaterThan(4);
    for (const [name, version] of pins) {
      const pinned = Object.keys(versions).filter((each) =>
        name.endsWith('*') ? each.startsWith(name.slice(0, -1)) : each === name,
      );
      expect([name, ...pinned.map((each) => versions[each])]).toEqual([name, ...pinned.map(() => version)]);
      expect(pinned).not.toEqual([]);
    }
    expect(Object.entries(versions).filter(([, version]) => !/^\d/.test(version))).toEqual([]);
  });
});
