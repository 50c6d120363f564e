import type { Seen } from '../load.ts';
import { quantile, type Report } from '../report.ts';
import type { SeenBurst, Student } from './burst-client.ts';

export interface Burst extends SeenBurst {
  readonly pages: Seen;
  /** What the judge does in a second without us. */
  readonly alone: number;
  /** Submissions without the verdict that they should have. */
  readonly lost: number;
}

/** Of a shorter wait nobody needs an estimate. */
const shortMs = 10_000;

export function tellBurst(report: Report, { students, pages, tookSeconds, alone, lost }: Burst): void {
  const taken = students.filter(({ status }) => status === 202);
  const rate = students.length / tookSeconds;
  const metric = `${students.length} students before a deadline`;
  const peer = { name: 'the judge alone, /s', value: alone };
  const tell = (what: string, value: number, unit: string, atMost: number) =>
    report({ metric: `${metric}: ${what}`, value, unit, goal: { atMost } });
  tell('refused', students.length - taken.length, 'submissions', 0);
  tell('lost', lost, 'submissions', 0);
  tell('verdicts that no page heard of', taken.filter(({ verdictMs }) => verdictMs === null).length, 'submissions', 0);
  const accepted = taken.map(({ acceptedMs }) => acceptedMs);
  tell('accepted, p99', quantile(accepted, 0.99), 'ms', 300);
  tell('pages meanwhile, p99', quantile(pages.times, 0.99), 'ms', 300);
  tell('pages that failed', pages.failures, 'pages', 0);
  report({ metric: `${metric}: judged`, value: rate, unit: '/s', goal: null, peer });
  report({
    metric: `${metric}: judged, of what the judge does alone`,
    value: (100 * rate) / alone,
    unit: '%',
    goal: { atLeast: 90 },
    peer,
  });
  tellEstimates(report, metric, taken);
}

function tellEstimates(report: Report, metric: string, taken: readonly Student[]) {
  const waited = taken.flatMap(({ verdictMs, estimate }) =>
    verdictMs !== null && verdictMs >= shortMs && estimate !== null ? [{ verdictMs, estimate }] : [],
  );
  const errors = waited.map(({ verdictMs, estimate }) => (100 * Math.abs(estimate * 1_000 - verdictMs)) / verdictMs);
  const peer = {
    name: 'their longest wait, s',
    value: Math.max(0, ...waited.map(({ verdictMs }) => verdictMs)) / 1_000,
  };
  report({
    metric: `${metric}: error of the estimate when handed in, of ${errors.length} who waited for over 10 s, median`,
    value: errors.length === 0 ? null : quantile(errors, 0.5),
    unit: '%',
    goal: { atMost: 25 },
    peer,
  });
  report({
    metric: `${metric}: the same, nine of ten`,
    value: errors.length === 0 ? null : quantile(errors, 0.9),
    unit: '%',
    goal: null,
    peer,
  });
}
