import { workTrial } from '#plugins/submissions';
import { placeKind } from '../place.ts';

const query = `
  select exists (
    select from submission s join assignment a on a.id = s.place_id
    join enrollment e on e.course_id = a.course_id and e.user_id = s.user_id
    where s.organization_id = ? and s.id = ? and s.place_kind = '${placeKind}'
      and (e.role in ('instructor', 'teachingAssistant') or e.is_test_user)
  ) as "isTrial"`;

/** What those who teach try out in an assignment, in student view too. */
export const staffTrial = workTrial(async ({ em, organization }, submissionId) => {
  const [row] = await em.execute<{ isTrial: boolean }[]>(query, [organization.id, submissionId]);
  return row!.isTrial;
});
