import { prepared } from '#src/database/prepared.ts';
import { chart, type Chart } from '#src/charts/chart.ts';
import type { Scope } from '#src/scope/scope.ts';
import { mostAttempts } from '../problem-count.entity.ts';
import { rateOf } from '../rate-of.ts';

interface Row {
  readonly submissions: number;
  readonly accepted: number;
  readonly scores: number;
  readonly people: readonly number[];
  readonly solvers: readonly number[];
  readonly seconds: number;
  readonly recent: number;
}

const query = `
  select coalesce(pc.submissions, 0) as submissions, coalesce(pc.accepted, 0) as accepted, coalesce(pc.scores, 0) as scores,
    coalesce(pc.people, '{}') as people, coalesce(pc.solvers, '{}') as solvers, coalesce(pc.solving_seconds, 0) as seconds,
    (select count(*)::int from problem_progress
      where organization_id = $1 and problem_id = $2 and first_attempted_at > now() - interval '90 days') as recent
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
  const { submissions, accepted, scores, seconds, recent } = row!;
  const [people, solvers] = [sumOf(row!.people), sumOf(row!.solvers)];
  return {
    totalAttempts: submissions,
    successfulAttempts: accepted,
    acceptanceRate: rateOf({ accepted, submissions }),
    averageScore: submissions === 0 ? null : Math.round((scores / submissions) * 10_000) / 10_000,
    averageMinutes: solvers === 0 ? null : Math.round(seconds / solvers / 6) / 10,
    people,
    solvers,
    popularityScore: recent,
    chart: solvers === 0 ? null : await attemptsChart(row!.solvers),
  };
}

const sumOf = (figures: readonly number[]) => figures.reduce((sum, each) => sum + each, 0);

const attemptsChart = (solvers: readonly number[]) =>
  chart({
    kind: 'bar',
    columns: solvers.map((_, place) => (place === mostAttempts - 1 ? `${mostAttempts}+` : String(place + 1))),
    series: [{ name: '', values: [...solvers] }],
  });
