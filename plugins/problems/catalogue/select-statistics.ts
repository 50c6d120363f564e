import { prepared } from '#src/database/prepared.ts';
import { chart, type Chart } from '#src/charts/chart.ts';
import type { Scope } from '#src/scope/scope.ts';
import { rateOf } from '../rate-of.ts';

interface Row {
  readonly submissions: number;
  readonly accepted: number;
  readonly scores: number;
  readonly progress: readonly Progress[] | null;
}

/** Of all who needed so many attempts, where six are six or more. */
interface Progress {
  readonly attempts: number;
  readonly people: number;
  readonly solvers: number;
  readonly recent: number;
  /** From their first attempt to their solution, altogether. */
  readonly seconds: number | null;
}

const mostAttempts = 6;

/** Everybody's progress is gone through once, with as little as can be done for each. */
const query = `
  select coalesce(pc.submissions, 0) as submissions, coalesce(pc.accepted, 0) as accepted, coalesce(pc.scores, 0) as scores,
    (select json_agg(told) from (
      select least(attempts, ${mostAttempts}) as attempts, count(*)::int as people, count(solved_at)::int as solvers,
        count(*) filter (where first_attempted_at > now() - interval '90 days')::int as recent,
        sum(date_part('epoch', solved_at - first_attempted_at)) as seconds
      from problem_progress where organization_id = $1 and problem_id = $2 group by 1) told) as progress
  from problem p left join problem_count pc on pc.problem_id = p.id where p.organization_id = $1 and p.id = $2`;

export interface Statistics {
  readonly totalAttempts: number;
  readonly successfulAttempts: number;
  readonly acceptanceRate: number | null;
  readonly averageScore: number | null;
  readonly averageMinutes: number | null;
  readonly people: number;
  readonly solvers: number;
  readonly popularityScore: number;
  readonly chart: Chart | null;
}

/** How a problem fares, in one statement [D2-06]. Popular is what many have begun within 90 days. */
export async function selectStatistics({ em, organization }: Scope, problemId: string): Promise<Statistics> {
  const [row] = await prepared<Row>(em, query, [organization.id, problemId]);
  const { submissions, accepted, scores } = row!;
  const progress = row!.progress ?? [];
  const begun = progress.filter(({ attempts }) => attempts > 0);
  const solvers = sumOf(progress, 'solvers');
  const seconds = solvers === 0 ? null : sumOf(progress, 'seconds') / solvers;
  return {
    totalAttempts: submissions,
    successfulAttempts: accepted,
    acceptanceRate: rateOf({ accepted, submissions }),
    averageScore: submissions === 0 ? null : Math.round((scores / submissions) * 10_000) / 10_000,
    averageMinutes: seconds === null ? null : Math.round(seconds / 6) / 10,
    people: sumOf(begun, 'people'),
    solvers,
    popularityScore: sumOf(progress, 'recent'),
    chart: solvers === 0 ? null : await attemptsChart(progress),
  };
}

const sumOf = (progress: readonly Progress[], name: Exclude<keyof Progress, 'attempts'>) =>
  progress.reduce((sum, each) => sum + (each[name] ?? 0), 0);

const attemptsChart = (progress: readonly Progress[]) =>
  chart({
    kind: 'bar',
    columns: Array.from({ length: mostAttempts }, (_, place) =>
      place === mostAttempts - 1 ? `${mostAttempts}+` : String(place + 1),
    ),
    series: [
      {
        name: '',
        values: Array.from(
          { length: mostAttempts },
          (_, place) => progress.find(({ attempts }) => attempts === place + 1)?.solvers ?? 0,
        ),
      },
    ],
  });
