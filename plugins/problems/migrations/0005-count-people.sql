create index "problem_progress_begun_idx" on "problem_progress" ("organization_id", "problem_id", "first_attempted_at");
alter table "problem_count" add "people" int[] not null default '{0,0,0,0,0,0}', add "solvers" int[] not null default '{0,0,0,0,0,0}', add "solving_seconds" double precision not null default 0;
update problem_count set people = counted.people, solvers = counted.solvers, solving_seconds = counted.seconds
from (
  select problem_id, array_agg(people order by place) as people, array_agg(solvers order by place) as solvers, sum(seconds) as seconds
  from (
    select problem_id, place, count(*) filter (where least(attempts, 6) = place)::int as people,
      count(solved_at) filter (where least(attempts, 6) = place)::int as solvers,
      coalesce(sum(extract(epoch from solved_at - first_attempted_at)) filter (where least(attempts, 6) = place), 0)::float8 as seconds
    from problem_progress, generate_series(1, 6) place group by 1, 2) placed
  group by 1) counted
where problem_count.problem_id = counted.problem_id;
