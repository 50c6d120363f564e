import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';

/** A few words about a review, without a name. */
export const Comment = z.object({
  whose: z.enum(['student', 'teacher']),
  stars: z.int(),
  text: z.string(),
  problemTitle: z.string(),
  at: z.iso.datetime(),
});

const most = 10;

const query = `
  select c.whose, c.stars, c.text, p.title as "problemTitle", to_json(c.moment at time zone 'UTC') #>> '{}' || 'Z' as at
  from (
    select 'student' as whose, review_id, satisfaction as stars, comment as text, rated_at as moment from ai_review_rating where organization_id = ?
    union all
    select 'teacher', review_id, quality, comments, created_at from ai_review_assessment where organization_id = ?
  ) c join ai_review r on r.id = c.review_id join problem p on p.id = r.problem_id
  where c.text is not null order by c.moment desc limit ${most}`;

/** What was said in words, the latest first. One statement. */
export const selectComments = ({ em, organization }: Scope): Promise<z.output<typeof Comment>[]> =>
  em.execute<z.output<typeof Comment>[]>(query, [organization.id, organization.id]);
