import { LRUCache } from 'lru-cache';
import type { Ended, Submission } from './answers.ts';
import type { Clock } from './clock.ts';
import type { Judge } from './judge.ts';

interface Heard {
  /** Null: the judge does not know it any more. */
  readonly ended: (submission: Submission | null) => void;
  /** The judge does not answer any more. */
  readonly lost: () => void;
}

interface Watched extends Heard {
  readonly since: number;
  due: number;
}

const tokensAtOnce = 20;
/** A judge that is away for less goes on with what it had when it is back. */
const awayMs = 5_000;

/** Often while it is new, seldom when it takes long: an eighth of its age, 20 ms to 1 s. */
export const pauseFor = (ageMs: number) => Math.min(1_000, Math.max(20, ageMs / 8));

/** Where we are told of each end: only for one that went astray with its judge or on the way. */
const pauseWhereTold = (ageMs: number) => Math.min(2_000, Math.max(1_000, ageMs / 2));

/** Whoever is due so soon comes along: one question costs as much as two. */
const togetherMs = 10;
const togetherWhereToldMs = 500;

/** Hears of what one judge has ended, or asks for it, up to twenty in one question. */
export class SubmissionWatch {
  readonly #judge: Judge;
  readonly #clock: Clock;
  readonly #watched = new Map<string, Watched>();
  /** Ends that were told before the judge had answered that it took them, and those of other processes. */
  readonly #early = new LRUCache<string, Ended>({ max: 100, ttl: 10_000 });
  #cancel: (() => void) | null = null;
  #isAsking = false;
  #awaySince: number | null = null;

  constructor(judge: Judge, clock: Clock) {
    this.#judge = judge;
    this.#clock = clock;
  }

  add(token: string, { ended, lost }: Heard) {
    const since = this.#clock.now();
    this.#watched.set(token, { since, due: since + this.#pauseFor(0), ended, lost });
    const early = this.#early.get(token);
    if (early) this.tell(early);
    this.#plan();
  }

  /** One has ended. What does not say how is asked for now. False where nobody here waits for it. */
  tell(ended: Ended): boolean {
    const { token } = ended;
    const each = this.#watched.get(token);
    if (!each) {
      this.#early.set(token, ended);
      return false;
    }
    if ('status' in ended) {
      this.#watched.delete(token);
      each.ended(ended);
    } else each.due = this.#clock.now();
    this.#plan();
    return true;
  }

  close() {
    this.#watched.clear();
    this.#cancel?.();
  }

  #pauseFor(ageMs: number) {
    return this.#judge.tellsEnds ? pauseWhereTold(ageMs) : pauseFor(ageMs);
  }

  #plan() {
    this.#cancel?.();
    this.#cancel = null;
    if (this.#isAsking || this.#watched.size === 0) return;
    const next = Math.min(...[...this.#watched.values()].map(({ due }) => due));
    const wait = Math.max(0, next - this.#clock.now(), this.#judge.breaker.waitMs());
    this.#cancel = this.#clock.after(wait, () => void this.#look());
  }

  async #look() {
    this.#isAsking = true;
    const soon = this.#clock.now() + (this.#judge.tellsEnds ? togetherWhereToldMs : togetherMs);
    const due = [...this.#watched].filter(([, each]) => each.due <= soon).slice(0, tokensAtOnce);
    try {
      if (due.length > 0) await this.#ask(due);
    } finally {
      this.#isAsking = false;
      this.#plan();
    }
  }

  async #ask(due: readonly (readonly [string, Watched])[]) {
    const tokens = due.map(([token]) => token);
    const answer = await this.#judge.call(() => this.#judge.rest.read(tokens)).catch(() => null);
    if (!answer) return this.#noteAway(due);
    this.#awaySince = null;
    for (const [index, [token, each]] of due.entries()) {
      const submission = answer.submissions[index] ?? null;
      // In queue, or being processed.
      if (submission && submission.status.id <= 2) this.#putOff(each);
      else if (this.#watched.delete(token)) each.ended(submission);
    }
  }

  #noteAway(due: readonly (readonly [string, Watched])[]) {
    const now = this.#clock.now();
    this.#awaySince ??= now;
    for (const [, each] of due) this.#putOff(each);
    if (now - this.#awaySince < awayMs) return;
    this.#awaySince = null;
    for (const [token, each] of this.#watched) if (this.#watched.delete(token)) each.lost();
  }

  #putOff(each: Watched) {
    const now = this.#clock.now();
    each.due = now + this.#pauseFor(now - each.since);
  }
}
