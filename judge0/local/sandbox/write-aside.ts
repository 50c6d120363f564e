import { closeSync, openSync, write } from 'node:fs';
import { promisify } from 'node:util';

const writeText = promisify<number, string, unknown>(write);

/** Writes a number where the kernel lets the writer wait, so that only this call waits. */
export async function writeAside(file: string, number: number): Promise<void> {
  const opened = openSync(file, 'w');
  try {
    await writeText(opened, String(number));
  } finally {
    closeSync(opened);
  }
}
