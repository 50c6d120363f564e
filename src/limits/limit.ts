import { ProgrammingError } from '#src/errors.ts';

/** How often something may happen: `points` within `seconds`, counted from the first. A plain value. */
export interface Limit {
  /** Part of the key, so one name is one counter: `submissions.submit`. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
  /**
   * How long a key is shut out once it has exceeded, instead of for the rest of its window. A list grows: the first time
   * its first length, then the second, at last the last one, until a day has passed since the first time.
   */
  readonly blockSeconds?: number | readonly number[];
}

/** Throws ProgrammingError for a name or number that cannot work. */
export function defineLimit(limit: Limit): Limit {
  if (!/^[a-z][\w.-]*$/i.test(limit.name)) throw refused(limit, 'a name of letters, digits, dots and hyphens');
  if (!isCount(limit.points)) throw refused(limit, 'points of 1 or more, in whole numbers');
  const lengths = [limit.seconds, limit.blockSeconds ?? 1].flat();
  if (!lengths.every((seconds) => isCount(seconds) && seconds <= mostSeconds))
    throw refused(limit, `whole seconds between 1 and ${mostSeconds}`);
  return limit;
}

/** A timer longer than 2^31 ms fires at once, which would open a limit that is counted in the process. */
const mostSeconds = 2_000_000;

const isCount = (value: number) => Number.isInteger(value) && value >= 1;
const refused = (limit: Limit, need: string) => new ProgrammingError(`The limit "${limit.name}" needs ${need}.`);
