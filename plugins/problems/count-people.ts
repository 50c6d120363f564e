import { mostAttempts } from './problem-count.entity.ts';

/** The figures of people of every problem of an organization, from their progress; `$1` is the organization. */
export const countPeople = `
  update problem_count set people = counted.people, solvers = counted.solvers, solving_seconds = counted.seconds
  from (
    select problem_id, array_agg(people order by place) as people, array_agg(solvers order by place) as solvers, sum(seconds) as seconds
    from (
      select problem_id, place, count(*) filter (where least(attempts, ${mostAttempts}) = place)::int as people,
        count(solved_at) filter (where least(attempts, ${mostAttempts}) = place)::int as solvers,
        coalesce(sum(extract(epoch from solved_at - first_attempted_at)) filter (where least(attempts, ${mostAttempts}) = place), 0)::float8
          as seconds
      from problem_progress, generate_series(1, ${mostAttempts}) place where organization_id = $1 group by 1, 2) placed
    group by 1) counted
  where problem_count.problem_id = counted.problem_id`;
