import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { boxInput } from '../../../judge0/boxes/box-input.ts';
import { readFrames } from '../../../judge0/boxes/read-frames.ts';
import { driver } from '../../../judge0/drivers/driver.ts';
import { aRun } from '../../support/judge0/open-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
mkdirSync(path.join(folder, 'work'));
writeFileSync(path.join(folder, 'driver.pl'), driver);
writeFileSync(path.join(folder, 'work', 'program.sh'), 'ls; touch left; (setsid sleep 60 &)\n');

const system = [
  '--ro-bind',
  '/usr',
  '/usr',
  '--symlink',
  'usr/bin',
  '/bin',
  '--symlink',
  'usr/lib',
  '/lib',
  '--symlink',
  'usr/lib64',
  '/lib64',
];
const box = [
  ...system,
  '--unshare-all',
  '--die-with-parent',
  '--proc',
  '/proc',
  '--dev',
  '/dev',
  '--tmpfs',
  '/tmp',
  '--bind',
  folder,
  '/box',
  '--chdir',
  '/box',
];

/** The driver beside a process and a file in /tmp that are somebody else's; what it answers, and what is left of those. */
function beside(isAlone: boolean) {
  // The last run of a box may leave what it likes: the box goes.
  rmSync(path.join(folder, 'work', 'left'), { force: true });
  const budget = { cpuMs: 9_000, wallMs: 9_000, outputBytes: 100_000 };
  const { stdin, keys } = boxInput([aRun(), aRun()], { command: ['/bin/sh', 'program.sh'], budget, isAlone });
  const script = 'touch /tmp/theirs; sleep 60 & perl driver.pl > /box/answer; kill -0 $! && ls /tmp; pgrep -c sleep';
  // A box around it, so that a driver that is wrong about it does no harm.
  const said = execFileSync('bwrap', [...box, '/bin/sh', '-c', script], { input: stdin, encoding: 'utf8' });
  const answer = execFileSync('cat', [path.join(folder, 'answer')]);
  return { said, ...readFrames(answer, keys) };
}

describe('the driver where others are, too', () => {
  it.each([true, false])('ends and removes only what its own runs made, whatever it was told (%s)', (isAlone) => {
    const { said, frames, end } = beside(isAlone);
    expect(end).toBe('done');
    expect(frames.map(({ stdout }) => stdout.toString())).toEqual(['program.sh\n', 'program.sh\n']);
    expect(said).toBe('theirs\n1\n');
  });
});
