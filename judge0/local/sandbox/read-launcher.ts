import type { ChildProcess } from 'node:child_process';
import type { Duplex } from 'node:stream';

/** A box that was started. */
export interface Launched {
  /** The number of its process 1 on this machine; bubblewrap says it before that process does anything. */
  readonly born: Promise<number>;
  /** Process 1 waits for its order. */
  readonly ready: Promise<void>;
  /** All of it has ended: its status as a shell says it. */
  readonly ended: Promise<number>;
  hasEnded(): boolean;
  order(line: string): void;
}

/** Reads what a launcher, bubblewrap and process 1 say, a line each, about one box after the other. */
export function readLauncher(socket: Duplex, child: ChildProcess) {
  let current: ReturnType<typeof startedBox> | null = null;
  let hasEnded = false;
  let text = '';
  socket.on('data', (bytes: Buffer) => {
    const lines = (text + bytes.toString('latin1')).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) current?.hear(line);
  });
  const end = () => {
    hasEnded = true;
    current?.hear('end 127');
  };
  child.once('exit', end);
  child.once('error', end);
  return {
    hasEnded: () => hasEnded,
    next(): Launched {
      current = startedBox(socket);
      if (hasEnded) end();
      return current.launched;
    },
  };
}

function startedBox(socket: Duplex) {
  const born = Promise.withResolvers<number>();
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<number>();
  let hasEnded = false;
  for (const { promise } of [born, ready]) (promise as Promise<unknown>).catch(() => {});
  const hear = (line: string) => {
    const pid = /"child-pid": (\d+)/.exec(line)?.[1];
    const code = /^end (\d+)$/.exec(line)?.[1];
    if (pid !== undefined) born.resolve(Number(pid));
    if (line === 'ready') ready.resolve();
    if (code === undefined) return;
    hasEnded = true;
    for (const { reject } of [born, ready]) reject(new Error(`it ended with ${code}`));
    ended.resolve(Number(code));
  };
  const launched: Launched = {
    born: born.promise,
    ready: ready.promise,
    ended: ended.promise,
    hasEnded: () => hasEnded,
    order: (line) => void socket.write(line),
  };
  return { hear, launched };
}
