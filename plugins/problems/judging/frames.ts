import { randomBytes } from 'node:crypto';

export interface Framed {
  /** What the program printed itself. */
  readonly prints: Buffer;
  /** What stands behind the key, without it; null where no frame is. */
  readonly body: string | null;
}

/** A new one for each run: it comes with the run's input, and a program that never saw it cannot write it. */
export const newKey = (): string => randomBytes(16).toString('hex');

/** Takes the line that begins with the key, the last of several, out of what a program wrote. */
export function readFrame(stdout: Buffer, key: string): Framed {
  const mark = Buffer.from(`\n${key} `);
  const from = stdout.lastIndexOf(mark);
  if (from < 0) return { prints: stdout, body: null };
  const end = stdout.indexOf(10, from + mark.length);
  // Without its end of line it was cut off.
  if (end < 0) return { prints: stdout.subarray(0, from), body: null };
  return {
    prints: Buffer.concat([stdout.subarray(0, from), stdout.subarray(end + 1)]),
    body: stdout.toString('utf8', from + mark.length, end),
  };
}
