export interface Measurement {
  readonly metric: string;
  /** Null when an outside address that it needs was not given. */
  readonly value: number | null;
  readonly unit: string;
  readonly goal: { readonly atMost: number } | { readonly atLeast: number } | null;
  /** What it was measured against in the same run. */
  readonly peer?: { readonly name: string; readonly value: number } | null;
}

export type Report = (measurement: Measurement) => void;

/** Prints each measurement as one line; `ok` is null for what could not be measured and does not count. */
export function reporter(print: (line: string) => void) {
  let failures = 0;
  const report: Report = ({ metric, value, unit, goal, peer = null }) => {
    const ok = value === null ? null : reaches(value, goal);
    if (ok === false) failures += 1;
    print(
      JSON.stringify({
        metric,
        value: value === null ? null : rounded(value),
        unit,
        goal,
        peer: peer && { ...peer, value: rounded(peer.value) },
        ok,
      }),
    );
  };
  return { report, failed: () => failures > 0 };
}

function reaches(value: number, goal: Measurement['goal']) {
  if (!Number.isFinite(value)) return false;
  if (goal === null) return true;
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}

const rounded = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100);

/** The value below which the share `q` (0…1) of the samples lies. */
export const quantile = (samples: readonly number[], q: number) => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
};
