/** Milliseconds. */
export interface Pace {
  /** Between two comments on a silent stream; some proxies cut off what is silent for half a minute, and each comment wakes a browser. */
  readonly beat: number;
  /** Between two questions whether a person may still watch. */
  readonly check: number;
  /** After which a topic is read again although nothing was told: a notification may be lost. */
  readonly refresh: number;
}

export const usualPace: Pace = { beat: 25_000, check: 20_000, refresh: 60_000 };
