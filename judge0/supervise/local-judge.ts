import { realpathSync } from 'node:fs';
import type { Logger } from 'pino';
import { processStart } from '#src/machine/process-start.ts';
import { underLock } from '#src/machine/under-lock.ts';
import { submissionFields, type Ended } from '../client/answers.ts';
import type { JudgeAddress } from '../client/open-judges.ts';
import { startJudgeProcess, type JudgeProcess } from './judge-process.ts';
import { claimAddress, ensureFolder, readRecord, runs, writeRecord } from './judge-record.ts';

export interface LocalJudgeOptions {
  /** Its own: answers, compiled programs, where it listens. */
  readonly folder: string;
  /** Of the application. */
  readonly root: string;
  readonly isUnsafe: boolean;
  readonly log: Logger;
  /** Hears of each submission that has ended, while the judge is ours. */
  readonly heard?: (ended: Ended) => void;
  /** After the first failure in a row; doubled for each one more, to half a minute. */
  readonly pauseMs?: number;
}

const longestMs = 30_000;
/** How often the judge of another process is looked after. */
const lookMs = 1_000;

/**
 * Keeps one judge running on this machine. A crash starts it again at the same address, later each time; whoever finds that the
 * judge of another process is gone starts one; none outlives the process that started it.
 */
export class LocalJudge {
  readonly #options: LocalJudgeOptions;
  #own: JudgeProcess | null = null;
  #problem: string | null = null;
  #failures = 0;
  #isStopped = false;
  #timer: NodeJS.Timeout | null = null;
  #found: Promise<JudgeAddress> | null = null;
  #isStarted = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: LocalJudgeOptions) {
    this.#options = options;
  }

  /** Whether this process keeps it running, or looks after another one that does. */
  get isStarted() {
    return this.#isStarted;
  }

  /** Why it does not run, in the judge's words; null while it does. */
  get problem() {
    return this.#problem;
  }

  /** Where it listens or will: the same for as long as we run, and for every process that uses the folder. */
  address(): Promise<JudgeAddress> {
    this.#found ??= this.#find();
    return this.#found;
  }

  /** Starts it, or finds the one of another process. Does not wait for it. */
  start() {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.address().then(
      () => this.#look(),
      (error: Error) => this.#failed(error.message),
    );
  }

  /** Ends it if this process started it. */
  async stop() {
    this.#isStopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#looking;
    await this.#own?.stop();
  }

  async #find() {
    const { folder } = this.#options;
    ensureFolder(folder);
    const { port, token } = await underLock(realpathSync(folder), () => claimAddress(folder));
    return { url: `http://127.0.0.1:${port}`, token };
  }

  #look() {
    this.#looking = underLock(this.#options.folder, () => this.#beginIfNone()).catch((error: Error) =>
      this.#failed(error.message),
    );
  }

  async #beginIfNone() {
    const { folder, root, isUnsafe, heard } = this.#options;
    const record = readRecord(folder);
    if (this.#isStopped || !record) return;
    if (runs(record)) return this.#later(lookMs);
    const { port, token } = record;
    const own = await startJudgeProcess(
      root,
      { folder, port, tokens: [token], unsafe: isUnsafe, endFields: heard ? submissionFields : '' },
      heard,
    );
    writeRecord(folder, { port, token, process: { pid: own.pid, start: processStart(own.pid) ?? 'unknown' } });
    this.#own = own;
    this.#problem = null;
    const since = Date.now();
    void own.ended.then((why) => this.#ended(why, Date.now() - since));
  }

  #ended(why: string, afterMs: number) {
    this.#own = null;
    if (afterMs > longestMs) this.#failures = 0;
    if (!this.#isStopped) this.#failed(why);
  }

  #failed(why: string) {
    this.#problem = why;
    this.#options.log.error({ why }, 'the local judge does not run; trying again');
    this.#later(Math.min(longestMs, (this.#options.pauseMs ?? 500) * 2 ** this.#failures));
    this.#failures += 1;
  }

  #later(ms: number) {
    if (!this.#isStopped) this.#timer = setTimeout(() => this.#look(), ms).unref();
  }
}
