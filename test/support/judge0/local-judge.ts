import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startJudgeProcess } from '../../../judge0/supervise/judge-process.ts';
import { root } from '../app.ts';
import { openClient, type Client } from './open-client.ts';

export interface LocalClient extends Client {
  readonly pid: number;
}

/** Of the processor, so much that tests on a busy machine do not run into limits of time. */
const ample = 1_000;

/** The local judge as a process of its own, and our client of it. */
export async function openLocal(config: object = {}, weight = ample): Promise<LocalClient> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-judge-'));
  const tokens = ['a-token-of-the-tests'];
  const process = await startJudgeProcess(root, { folder, port: 0, tokens, unsafe: false, weight, config });
  const client = openClient([`http://127.0.0.1:${process.port}`], { timeoutMs: 15_000 });
  return {
    ...client,
    pid: process.pid,
    async close() {
      await client.close();
      await process.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
