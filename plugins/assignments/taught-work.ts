/**
 * SQL that says whether somebody who does not look after the organization may read the submission `s` to the problem `p` as a
 * teacher: they wrote the problem, or teach in the course where it was handed in. Takes their id twice.
 */
export const isTaughtWork = `(p.author_id = ?::uuid or (s.place_kind = 'assignment' and exists (
  select from assignment a join enrollment e on e.course_id = a.course_id
  where a.organization_id = s.organization_id and a.id = s.place_id and e.user_id = ?::uuid and e.left_at is null
    and e.role in ('instructor', 'teachingAssistant'))))`;
