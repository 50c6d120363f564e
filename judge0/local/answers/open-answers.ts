import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Submission } from './submission.ts';

/** What is known of a submission without opening its file. */
export interface Known {
  readonly createdMs: number;
  readonly language: number;
  readonly status: number;
  /** On disk. */
  readonly bytes: number;
}

/** Submissions on disk: those that wait or run are in memory too, the others are read when somebody asks. */
export interface Answers {
  /** At once, because through the pool of threads such a small file costs ten times as much. On disk before it returns, so that a judge that is ended by force finds it again. */
  keep(submission: Submission): void;
  /** In memory only: what runs. */
  note(submission: Submission): void;
  find(token: string): Promise<Submission | null>;
  remove(token: string): Promise<void>;
  /** Newest last. */
  readonly known: ReadonlyMap<string, Known>;
  /** Forgets what is older than an hour and finished. */
  forgetOld(nowMs: number): Promise<void>;
}

const keptMs = 60 * 60 * 1000;

/** Opens the answers in `folder`. Also gives what a former life had taken and not finished, oldest first. */
export function openAnswers(folder: string): { answers: Answers; unfinished: Submission[] } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const known = new Map<string, Known>();
  const active = new Map<string, Submission>();
  const former = readAll(folder);
  for (const submission of former) known.set(submission.token, knownOf(submission, JSON.stringify(submission).length));
  const fileOf = (token: string) => path.join(folder, `${token}.json`);
  const answers: Answers = {
    known,
    keep(submission) {
      const { token } = submission;
      const text = JSON.stringify(submission);
      active.set(token, submission);
      known.set(token, knownOf(submission, text.length));
      writeFileSync(`${fileOf(token)}.new`, text, { mode: 0o600 });
      renameSync(`${fileOf(token)}.new`, fileOf(token));
      if (submission.finished_at !== null) active.delete(token);
    },
    note(submission) {
      active.set(submission.token, submission);
      known.set(submission.token, knownOf(submission, known.get(submission.token)?.bytes ?? 0));
    },
    async find(token) {
      if (!known.has(token)) return null;
      return active.get(token) ?? readSubmission(fileOf(token));
    },
    async remove(token) {
      known.delete(token);
      active.delete(token);
      await rm(fileOf(token), { force: true });
    },
    async forgetOld(nowMs) {
      for (const [token, { createdMs }] of known) {
        if (createdMs > nowMs - keptMs) break;
        if (!active.has(token)) await answers.remove(token);
      }
    },
  };
  return { answers, unfinished: former.filter(({ finished_at: finished }) => finished === null) };
}

const knownOf = (submission: Submission, bytes: number): Known => ({
  bytes,
  createdMs: Date.parse(submission.created_at),
  language: submission.language_id,
  status: submission.status_id,
});

async function readSubmission(file: string) {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Submission;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function readAll(folder: string) {
  const found: Submission[] = [];
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    // What was being written when the judge ended was not answered with a token yet.
    if (name.endsWith('.json')) found.push(JSON.parse(readFileSync(file, 'utf8')) as Submission);
    else rmSync(file, { force: true });
  }
  return found.toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1));
}
