import { beforeAll, describe, expect, it } from '@jest/globals';
import os from 'node:os';
import path from 'node:path';
import { loadPlugins } from '#src/load-plugins.ts';
import type { Plugin } from '#src/plugin.ts';
import { checkBrowserPages } from './architecture/check-browser-pages.ts';
import { checkEnvironment } from './architecture/check-environment.ts';
import { checkFolders } from './architecture/check-folders.ts';
import { checkImports } from './architecture/check-imports.ts';
import { checkLeftOvers } from './architecture/check-left-overs.ts';
import { checkLiteralText } from './architecture/check-literal-text.ts';
import { checkMessageKeys } from './architecture/check-message-keys.ts';
import { checkNames } from './architecture/check-names.ts';
import { checkNetwork } from './architecture/check-network.ts';
import { checkRequires } from './architecture/check-requires.ts';
import { listTree, readTree, type SourceFile } from './architecture/source-files.ts';

// Each sentence says what to do; how each is told from what is right is tested beside the checks, in test/architecture.
const root = path.resolve(import.meta.dirname, '..');
let files: readonly SourceFile[];
let plugins: readonly Plugin[];

beforeAll(async () => {
  files = readTree(root);
  plugins = await loadPlugins(root, null);
});

describe('the repository', () => {
  it('is read whole', () => {
    const paths = files.map((file) => file.path);
    for (const file of [
      'src/main.ts',
      'package.json',
      'scripts/run.mjs',
      'test/architecture.test.ts',
      'migrations/look-ups.sql',
      '.ci/run',
    ])
      expect(paths).toContain(file);
  });

  it('imports in one direction, and between folders by name only', () => {
    expect(checkImports(files)).toEqual([]);
  });

  it('has plugins that require what they import, no more and no less', () => {
    expect(checkRequires(plugins.slice(1), files)).toEqual([]);
  });

  it('opens connections to the outside in few folders only', () => {
    expect(checkNetwork(files)).toEqual([]);
  });

  it('reads the environment in one file', () => {
    expect(checkEnvironment(files)).toEqual([]);
  });

  it('watches the policy of every page that a test opens', () => {
    expect(checkBrowserPages(files)).toEqual([]);
  });

  it('has folders that hold what they exist for', () => {
    expect(checkFolders(listTree(root))).toEqual([]);
  });

  it('has names in kebab-case that say something', () => {
    expect(checkNames(files)).toEqual([]);
  });

  it('leaves nothing for later, no test unrun, no reference to anything outside', () => {
    expect(
      checkLeftOvers(
        files,
        [root, os.homedir()].filter((folder) => folder.split('/').length > 2),
      ),
    ).toEqual([]);
  });

  it('writes no text for people but in the files of messages', () => {
    expect(checkLiteralText(files)).toEqual([]);
  });

  it('names only texts that exist, and keeps no text that nothing names', () => {
    expect(checkMessageKeys(files)).toEqual([]);
  });
});
