import { rename, writeFile } from 'node:fs/promises';

/**
 * A function that writes a text that changes to a file. It resolves when what the text was at the call is on disk; calls
 * that come while one is written share the next. Whole or not at all: a file that was cut off could not be read again.
 */
export function writesInTurn(file: string, text: () => string): () => Promise<void> {
  let running: Promise<void> | null = null;
  let waiting: Promise<void> | null = null;
  const write = async () => {
    await writeFile(`${file}.new`, text(), { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
  };
  const begin = () => {
    waiting = null;
    running = write().finally(() => (running = null));
    return running;
  };
  return () => {
    if (!running) return begin();
    waiting ??= running.then(begin, begin);
    return waiting;
  };
}
