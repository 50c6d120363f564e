import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
// A name to hold, not a connection.
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

// An initdb on a slow disk, with another one before it.
const patienceMs = 180_000;

/**
 * Runs `work` while no other process of this machine does so for the same folder. Throws an Error after three minutes
 * of waiting.
 */
export async function underLock<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquire(directory);
  try {
    return await work();
  } finally {
    await new Promise((resolve) => lock.close(resolve));
  }
}

/** A socket name outside the file system: the kernel lets it go with its process, so no lock is ever stale. */
async function acquire(directory: string) {
  const name = `\0assay-lock-${createHash('sha256').update(realpathSync(directory)).digest('hex')}`;
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const lock = await listen(name);
    if (lock) return lock;
    if (Date.now() > deadline) {
      throw new Error(
        `Another process has been starting or stopping what belongs to ${directory} for minutes: end it.`,
      );
    }
    await sleep(50);
  }
}

const listen = (name: string) =>
  new Promise<Server | null>((resolve, reject) => {
    const server = createServer((stranger) => stranger.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen({ path: name }, () => resolve(server));
  });
