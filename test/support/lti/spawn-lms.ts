import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { z } from 'zod';

const Said = z.object({
  address: z.url(),
  issuer: z.string(),
  clientId: z.string(),
  column: z.string(),
  course: z.string(),
});

export interface LmsOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** In which it keeps what it was told. */
  readonly file: string;
  readonly members: number;
  readonly toolOrigin: string;
}

/** Starts `lms-process.ts` and waits until it answers. */
export async function spawnLms({ port, file, members, toolOrigin }: LmsOptions) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'lms-process.ts')],
    {
      env: {
        ...process.env,
        LMS_PORT: String(port),
        LMS_FILE: file,
        LMS_MEMBERS: String(members),
        TOOL_ORIGIN: toolOrigin,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    ...Said.parse(JSON.parse(String(line))),
    async kill() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
