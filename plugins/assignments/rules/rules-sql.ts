/**
 * When one person began, and what was given to them, alone or with their group: of several extensions the most generous of each.
 * Without a time of its own, late work moves along with the due date. Needs `assignment a` and `enrollment e` before it.
 */
export const rulesJoin = `
  left join lateral (
    select max(due_at) as due_at, max(coalesce(late_until, a.late_until + (due_at - a.due_at))) as late_until,
      coalesce(max(extra_attempts), 0) as extra_attempts, coalesce(max(extra_minutes), 0) as extra_minutes
    from assignment_extension where assignment_id = a.id and taken_back_at is null
      and (user_id = e.user_id or group_id in (select group_id from group_member where user_id = e.user_id))
  ) given on true
  left join lateral (
    select coalesce(json_agg(started_at order by started_at), '[]') as starts,
      max(started_at) filter (where set_back_at is null) as started_at
    from assignment_start where assignment_id = a.id and user_id = e.user_id
  ) begun on true`;

/** Of what everybody has and what was given, whatever ends later; for `rulesOf`. */
export const rulesColumns = `
  a.release_at as "releaseAt", case when a.due_at is not null then greatest(a.due_at, given.due_at) end as "dueAt",
  greatest(a.late_until, given.late_until) as "lateUntil", a.late_percent_per_day::float8 as "latePercentPerDay",
  a.attempts + given.extra_attempts as attempts, a.minutes + given.extra_minutes as minutes,
  given.extra_minutes as "extraMinutes", begun.started_at as "startedAt", begun.starts, a.policy`;
