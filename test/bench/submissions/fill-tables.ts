import pg from 'pg';
import { countPeople } from '../../../plugins/problems/count-people.ts';

export interface Filled {
  readonly organizationId: string;
  readonly problemIds: readonly string[];
  readonly versionIds: readonly string[];
  readonly userIds: readonly string[];
  /** Rows that are there already, and that are to be there then. */
  readonly from: number;
  readonly to: number;
}

/**
 * Submissions of many people at a few problems, spread over a year: every hundredth is of the first person, who is busier than
 * anybody, the others are everybody's in turn. Figures and progress as if each had been counted.
 */
export async function fillTables(ownerUrl: string, filled: Filled): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { organizationId, problemIds, versionIds, userIds, from, to } = filled;
  try {
    await client.query(submissions, [organizationId, problemIds, versionIds, userIds, from, to]);
    await client.query('delete from problem_progress where organization_id = $1', [organizationId]);
    await client.query(progress, [organizationId]);
    await client.query('delete from problem_count where organization_id = $1', [organizationId]);
    await client.query(counts, [organizationId]);
    await client.query(countPeople, [organizationId]);
    await client.query('vacuum analyze submission');
    await client.query('vacuum analyze problem_progress');
  } finally {
    await client.end();
  }
}

const submissions = `
  insert into submission (id, organization_id, user_id, problem_id, version_id, language, files, source_hash, status, points,
    max_points, total_tests, passed_tests, time_ms, memory_kb, accepted_at, started_at, judged_at, receipt)
  select gen_random_uuid(), $1, ($4::uuid[])[case when n % 100 = 0 then 1 else 1 + n % cardinality($4::uuid[]) end],
    ($2::uuid[])[place], ($3::uuid[])[place], (array['python', 'java', 'cpp'])[1 + n % 3],
    jsonb_build_array(jsonb_build_object('path', 'main.py', 'content', 'print(' || n || ')')), md5(n::text),
    (array['ACCEPTED', 'FAILED', 'ERROR', 'TIMEOUT', 'COMPILATION_ERROR'])[1 + n * 7 % 5], n % 11, 10, 10, n % 11, 40, 9000,
    at, at, at + interval '2 seconds', 'receipt'
  from generate_series($5::int, $6::int - 1) n,
    lateral (select 1 + (n / 7) % cardinality($2::uuid[]) as place, now() - interval '1 year' * n / $6::int as at) drawn`;

const progress = `
  insert into problem_progress (id, organization_id, problem_id, user_id, attempts, first_attempted_at, solved_at, completed_at)
  select gen_random_uuid(), $1, problem_id, user_id, count(*), min(judged_at), min(judged_at) filter (where status = 'ACCEPTED'),
    min(judged_at) filter (where status = 'ACCEPTED')
  from submission where organization_id = $1 group by problem_id, user_id`;

const counts = `
  insert into problem_count (id, organization_id, problem_id, submissions, accepted, scores)
  select gen_random_uuid(), $1, problem_id, count(*), count(*) filter (where status = 'ACCEPTED'), sum(points / max_points)
  from submission where organization_id = $1 group by problem_id`;
