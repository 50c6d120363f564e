import { describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { isRunning, processStart } from '#src/machine/process-start.ts';

describe('processStart', () => {
  it('tells a process from a later one with its number', () => {
    expect(processStart(process.pid)).toMatch(/^\d+$/);
    expect(processStart(process.pid)).toBe(processStart(process.pid));
    expect(processStart(process.pid)).not.toBe(processStart(1));
  });

  it('counts neither a process that ended nor one that nobody has collected', async () => {
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 5']);
    const [line] = await once(createInterface(parent.stdout), 'line');
    const zombie = Number(line);
    while (isRunning(zombie)) await new Promise((resolve) => setTimeout(resolve, 5));
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(processStart(Number(parent.pid))).toBeNull();
  });
});
