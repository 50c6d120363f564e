-- What was judged before the best was kept.
update problem_progress p set best_submission_id = s.best, best_score = s.score
from (select organization_id, user_id, problem_id, max(coalesce(points / nullif(max_points, 0), 0)) as score,
    (array_agg(id order by points / nullif(max_points, 0) desc nulls last, accepted_at, id))[1] as best
  from submission where status not in ('PENDING', 'RUNNING') and obstacle is null group by 1, 2, 3) s
where p.organization_id = s.organization_id and p.user_id = s.user_id and p.problem_id = s.problem_id and p.attempts > 0;
