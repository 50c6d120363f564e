import type { Ended } from './answers.ts';
import { capacityOf, chooseJudge, restOf } from './choose-judge.ts';
import type { Clock } from './clock.ts';
import { inOrder, type Errand } from './errand.ts';
import { JudgeFailure, JudgeRefusal } from './judge-failure.ts';
import { pause, type Judge } from './judge.ts';
import { batchSizeOf, sendBatch } from './send-batch.ts';
import { settle } from './settle.ts';
import { SubmissionWatch } from './submission-watch.ts';

/** Our own queue before the judges: hands boxes out in order, and takes back what a judge could not take or lost. */
export class Dispatch {
  readonly #judges: readonly Judge[];
  readonly #clock: Clock;
  readonly #watches: ReadonlyMap<Judge, SubmissionWatch>;
  /** Judges that cannot do it: they have not the language. */
  readonly #unable = new WeakMap<Errand, Set<Judge>>();
  #queue: readonly Errand[] = [];
  #cancel: (() => void) | null = null;
  #isClosed = false;

  constructor(judges: readonly Judge[], clock: Clock) {
    this.#judges = judges;
    this.#clock = clock;
    this.#watches = new Map(judges.map((judge) => [judge, new SubmissionWatch(judge, clock)]));
  }

  /** Errands that no judge has yet. */
  get waiting() {
    return this.#queue.length;
  }

  add(errand: Errand) {
    this.#queue = [...this.#queue, errand].toSorted(inOrder);
    // A moment later, so that what is asked for together is sent together.
    this.#soon(0);
  }

  /** Whether somebody waits for it. */
  tell(ended: Ended) {
    return [...this.#watches.values()].some((watch) => watch.tell(ended));
  }

  /** Asks nothing and sends nothing any more. */
  close() {
    this.#isClosed = true;
    this.#cancel?.();
    for (const watch of this.#watches.values()) watch.close();
  }

  #soon(ms: number) {
    this.#cancel?.();
    if (this.#isClosed) return;
    this.#cancel = this.#clock.after(ms, () => this.#handOut());
  }

  #handOut() {
    this.#cancel = null;
    this.#queue = this.#queue.filter((errand) => !errand.isOver());
    for (let judge = this.#next(); judge; judge = this.#next()) {
      const to = judge;
      const size = Math.min(batchSizeOf(to), Math.max(1, capacityOf(to) - to.inFlight));
      const taken = this.#queue.filter((errand) => this.#suits(errand, to)).slice(0, size);
      this.#queue = this.#queue.filter((errand) => !taken.includes(errand));
      to.inFlight += taken.length;
      void this.#send(to, taken);
    }
    if (this.#queue.length === 0) return;
    const rests = this.#judges.map((judge) => restOf(judge, this.#clock) || 1_000);
    this.#soon(Math.max(10, Math.min(...rests)));
  }

  #next() {
    const wanted = this.#judges.filter((judge) => this.#queue.some((errand) => this.#suits(errand, judge)));
    return chooseJudge(wanted, this.#clock);
  }

  #suits(errand: Errand, judge: Judge) {
    const able = this.#judges.filter((each) => !this.#unable.get(errand)?.has(each));
    return able.includes(judge) && (!errand.spoiled.has(judge) || able.every((each) => errand.spoiled.has(each)));
  }

  async #send(judge: Judge, errands: readonly Errand[]) {
    const sentAt = this.#clock.now();
    try {
      const sent = await sendBatch(judge, errands, (errand) => this.#cannot(errand, judge));
      this.#free(judge, errands.length - sent.length);
      const watch = this.#watches.get(judge)!;
      const again = (errand: Errand) => this.add(errand);
      for (const { errand, box, token } of sent) {
        errand.request.sent?.();
        const free = () => this.#free(judge, 1);
        settle({ judge, errand, box, token, sentAt, watch, clock: this.#clock, again, free });
      }
    } catch (error) {
      this.#takeBack(judge, errands, error);
    }
  }

  #free(judge: Judge, count: number) {
    judge.inFlight -= count;
    if (count > 0) this.#soon(0);
  }

  #cannot(errand: Errand, judge: Judge) {
    const those = (this.#unable.get(errand) ?? new Set<Judge>()).add(judge);
    this.#unable.set(errand, those);
    if (this.#judges.every((each) => those.has(each)))
      errand.fail(new JudgeRefusal('no judge has this language', true));
    else this.add(errand);
  }

  #takeBack(judge: Judge, errands: readonly Errand[], error: unknown) {
    if (error instanceof JudgeFailure && error.reason === 'queueFull') pause(judge, this.#clock);
    for (const errand of errands.filter((each) => !each.isOver())) {
      if (error instanceof JudgeFailure) this.add(errand);
      else errand.fail(error);
    }
    this.#free(judge, errands.length);
  }
}
