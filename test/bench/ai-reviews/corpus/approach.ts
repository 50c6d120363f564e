/** A way to solve the problem, in Python. `$values` and the like stand for names, `$larger(` for the larger of two. */
export interface Approach {
  readonly name: string;
  /** Functions of its own, before it is used. */
  readonly functions?: string;
  /** The same way in other words: each leaves the answer in `$best`. */
  readonly ways: readonly Way[];
}

export interface Way {
  readonly functions?: string;
  readonly steps: string;
  /** What some students get wrong in it: a piece of it, and what they write instead. */
  readonly faults: readonly (readonly [right: string, wrong: string])[];
}
