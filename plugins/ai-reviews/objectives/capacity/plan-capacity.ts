/** The busiest hours of whole weeks that follow each other, the last one ended, and the one of the week that goes on. */
export interface Load {
  readonly peaks: readonly number[];
  readonly current: number;
  /** Mean of the seconds that one takes. */
  readonly seconds: number;
  /** How many run side by side. */
  readonly lanes: number;
}

export interface Plan {
  /** How many there may be in an hour, and in a day, one after the other in every lane. */
  readonly perHour: number;
  readonly perDay: number;
  /** The busiest hour that was, and as a share of what may be; more than 1 is: some waited. */
  readonly peak: number;
  readonly share: number;
  /** By how much the busiest hour grows from week to week; null where the weeks do not say. */
  readonly growth: number | null;
  /** Until the busiest hour is as much as may be, if it goes on growing so; null where it does not, or not within two years. */
  readonly weeksLeft: number | null;
  /** Whole weeks that were looked at. */
  readonly weeksSeen: number;
}

/** Fewer say nothing about growth. */
export const fewestWeeks = 4;
const mostWeeksLeft = 104;
/** Standard errors by which a trend has to differ from none. */
const clearErrors = 2;

/** What may be with what there is, and when the growth of the last weeks reaches that. */
export function planCapacity({ peaks, current, seconds, lanes }: Load): Plan {
  const perHour = Math.floor((lanes * 3600) / seconds);
  const began = peaks.findIndex((peak) => peak > 0);
  const seen = began < 0 ? [] : peaks.slice(began);
  const peak = Math.max(current, ...seen);
  const growth = growthOf(seen);
  const weeksLeft = growth === null ? null : Math.max(0, Math.ceil((perHour - atEnd(seen, growth)) / growth));
  return {
    perHour,
    perDay: perHour * 24,
    peak,
    share: peak / perHour,
    growth,
    weeksLeft: weeksLeft !== null && weeksLeft <= mostWeeksLeft ? weeksLeft : null,
    weeksSeen: seen.length,
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The slope of a straight line through them, by least squares; null for one that may be chance, or goes down. */
function growthOf(peaks: readonly number[]): number | null {
  if (peaks.length < fewestWeeks) return null;
  const [middle, level] = [(peaks.length - 1) / 2, mean(peaks)];
  const spread = peaks.reduce((sum, _, week) => sum + (week - middle) ** 2, 0);
  const slope = peaks.reduce((sum, peak, week) => sum + (week - middle) * (peak - level), 0) / spread;
  const off = peaks.reduce((sum, peak, week) => sum + (peak - level - slope * (week - middle)) ** 2, 0);
  const error = Math.sqrt(off / (peaks.length - 2) / spread);
  return slope > 0 && slope > clearErrors * error ? slope : null;
}

/** Of that line, where the last week is. */
const atEnd = (peaks: readonly number[], slope: number) => mean(peaks) + (slope * (peaks.length - 1)) / 2;
