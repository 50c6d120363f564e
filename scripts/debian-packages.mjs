import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

/**
 * The packages of debian-packages.txt that are not installed, each with what it carries. Null where the machine has no
 * dpkg to ask.
 * @returns {{ name: string, carries: string }[] | null}
 */
export function missingPackages() {
  const listed = listedPackages();
  if (listed.length === 0) return [];
  const query = ['-W', '-f', '${Package} ${db:Status-Status}\n', ...listed.map(({ name }) => name)];
  const answer = spawnSync('dpkg-query', query, { encoding: 'utf8' });
  if (answer.error) return null;
  const installed = new Set(answer.stdout.split('\n'));
  return listed.filter(({ name }) => !installed.has(`${name} installed`));
}

function listedPackages() {
  const lines = readFileSync(path.join(root, 'scripts', 'debian-packages.txt'), 'utf8').split('\n');
  return lines
    .map((line) => line.split('#').map((part) => part.trim()))
    .filter(([name]) => name)
    .map(([name, carries = '']) => ({ name, carries }));
}

export const installArguments = (missing) => [
  'install',
  '-y',
  '--no-install-recommends',
  ...missing.map(({ name }) => name),
];

/** What a person types to bring the packages; a new machine has no package lists yet. */
export const installCommand = (missing) => `sudo apt-get update && sudo apt-get ${installArguments(missing).join(' ')}`;

/** `redis-server (the tests of …), chromium (…)` */
export const describePackages = (missing) => missing.map(({ name, carries }) => `${name} (${carries})`).join(', ');
