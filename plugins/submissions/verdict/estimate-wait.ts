/** A judging that has not begun. */
export interface Waiting {
  /** Whose turn it takes. */
  readonly group: string;
  /** When it was queued, in milliseconds. */
  readonly at: number;
}

export interface Line {
  readonly waiting: readonly Waiting[];
  /** Judgings that run side by side. */
  readonly lanes: number;
  /** What one took lately; null where there was none. */
  readonly seconds: number | null;
  /** How many times as long as otherwise, because pages want the same processors; 1 where they do not. */
  readonly slowed: number;
}

export interface Wait {
  /** Judgings that come before. */
  readonly ahead: number;
  /** Until the verdict; null where nothing says how long one takes. */
  readonly seconds: number | null;
}

/**
 * Where a judging stands. Of each person one is judged at a time, so whoever has many in the line takes one lane: of theirs only
 * as many come before as go through it meanwhile.
 */
export function estimateWait(line: Line, mine: Waiting): Wait {
  const { waiting, lanes, seconds } = line;
  const before = waiting.filter(({ at }) => at < mine.at);
  const own = before.filter(({ group }) => group === mine.group).length;
  const others = Map.groupBy(
    before.filter(({ group }) => group !== mine.group),
    ({ group }) => group,
  );
  const counts = [...others.values()].map((jobs) => jobs.length);
  const within = (rounds: number) => counts.reduce((sum, count) => sum + Math.min(count, Math.ceil(rounds)), 0);
  let rounds = within(Infinity) / lanes;
  for (let next = within(rounds) / lanes; next < rounds; next = within(rounds) / lanes) rounds = next;
  const turns = Math.max(own, rounds);
  return {
    ahead: own + within(rounds),
    seconds: seconds === null ? null : Math.ceil(afterRush(line, (turns + 1) * seconds)),
  };
}

/** Nobody knows at the beginning of a rush that it will last. */
const shortestRush = 30;

/**
 * A rush that slows judging down is taken to go on for as long as it has gone on already, which is how long those who wait have been
 * coming, and half a minute at least; what is not judged by then goes as fast as it does otherwise.
 */
function afterRush({ waiting, slowed }: Line, seconds: number) {
  const comingMs = (waiting.at(-1)?.at ?? 0) - (waiting[0]?.at ?? 0);
  const rush = Math.max(shortestRush, comingMs / 1_000);
  return seconds <= rush ? seconds : rush + (seconds - rush) / slowed;
}
