import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { freePort } from '#src/machine/free-port.ts';
import { processStart } from '#src/machine/process-start.ts';
import { ensureNothingListens } from '#src/http/free-port.ts';

const Record = z.object({
  port: z.int(),
  token: z.string(),
  /** The process that runs, and when it began: a pid alone may be somebody else's by now. */
  process: z.object({ pid: z.int(), start: z.string() }).nullable(),
});
export type JudgeRecord = z.output<typeof Record>;

const fileIn = (folder: string) => path.join(folder, 'judge.json');

/** What is known of the local judge of a folder; null before the first start. */
export function readRecord(folder: string): JudgeRecord | null {
  try {
    return Record.parse(JSON.parse(readFileSync(fileIn(folder), 'utf8')));
  } catch {
    return null;
  }
}

/** Readable to this user only: the token lets whoever has it run programs. */
export function writeRecord(folder: string, record: JudgeRecord) {
  const draft = `${fileIn(folder)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
  renameSync(draft, fileIn(folder));
}

/** Whether the process that a record names still runs. */
export const runs = ({ process: named }: JudgeRecord) => named !== null && processStart(named.pid) === named.start;

/** Where the judge listens or will: as before, or at another port when somebody else listens there by now. */
export async function claimAddress(folder: string): Promise<JudgeRecord> {
  const known = readRecord(folder);
  if (known && (runs(known) || (await isFree(known.port)))) return known;
  const token = known?.token ?? randomBytes(32).toString('base64url');
  const record = { port: await freePort(), token, process: null };
  writeRecord(folder, record);
  return record;
}

export const ensureFolder = (folder: string) => void mkdirSync(folder, { recursive: true, mode: 0o700 });

const isFree = (port: number) =>
  ensureNothingListens({ port, host: '127.0.0.1' }).then(
    () => true,
    () => false,
  );
