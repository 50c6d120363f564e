import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Writes a file that is there whole, on the disk, or not at all; readable by this user only. `incoming` is the folder in
 * which it grows, on the same file system; by default the file's own.
 */
export async function writeAtomically(file: string, chunks: Chunks, incoming = path.dirname(file)): Promise<void> {
  const growing = path.join(incoming, `.${randomUUID()}.part`);
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  try {
    await writeWhole(growing, chunks);
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await rename(growing, file);
  } catch (error) {
    await rm(growing, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

async function writeWhole(file: string, chunks: Chunks) {
  const handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename survives a power cut only once the folder itself is on the disk. */
async function syncFolder(folder: string) {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
