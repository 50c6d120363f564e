import { afterAll, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { underLock } from '#src/machine/under-lock.ts';
import { removeFolders, scratchFolder } from '../cluster/hold-cluster.ts';

afterAll(removeFolders);

it('lets one in at a time, also after one that failed', async () => {
  const folder = scratchFolder();
  const seen: string[] = [];
  const work = (name: string) => async () => {
    seen.push(`${name} in`);
    await sleep(20);
    seen.push(`${name} out`);
    if (name === 'first') throw new Error('failed inside');
  };
  const results = await Promise.allSettled([underLock(folder, work('first')), underLock(folder, work('second'))]);
  expect(seen).toEqual(['first in', 'first out', 'second in', 'second out']);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

it('is free as soon as its holder is killed', async () => {
  const folder = scratchFolder();
  const source = path.resolve(import.meta.dirname, '../../../src/machine/under-lock.ts');
  const program = `const { underLock } = await import(${JSON.stringify(source)});
    await underLock(${JSON.stringify(folder)}, () => { console.log('in'); return new Promise((r) => setTimeout(r, 60_000)); });`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', program]);
  await once(holder.stdout, 'data');
  let isIn = false;
  const waiting = underLock(folder, async () => void (isIn = true));
  await sleep(150);
  expect(isIn).toBe(false);
  holder.kill('SIGKILL');
  await waiting;
  expect(isIn).toBe(true);
});
