import type { Spent } from './model-failure.ts';
import type { Objection } from './objection-to.ts';

/** What a model writes does not pass the checks: nobody reads on. */
export class Withheld extends Error {
  override readonly name = 'Withheld';
  readonly objection: Objection;
  /** What it has cost until then; null before the one who asked has said so. */
  spent: Spent | null = null;

  constructor(objection: Objection) {
    super(`What a model wrote is not shown: ${objection}.`);
    this.objection = objection;
  }
}
