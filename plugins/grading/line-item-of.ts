/**
 * SQL of the column in which the LMS hears of an assignment, for a `left join lateral`: of several the link's own counts, and else
 * the one that we made. `a` is the assignment, `c` its course.
 */
export const lineItemOf = `(select id, is_coupled, reconciled_at from lti_line_item
  where gone_at is null and url is not null
    and ((resource_link_id = a.lti_resource_link_id and is_coupled)
      or (context_id = c.lti_context_id and resource_id = 'assignment.' || a.id and not is_coupled))
  order by is_coupled desc limit 1)`;
