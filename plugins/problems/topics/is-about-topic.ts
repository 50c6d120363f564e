import { sql } from '@mikro-orm/core';

/** SQL: whether the problem `p` is about the topic of this id or address name. */
export const isAboutTopic = (asked: string) => sql`exists (
  select from problem_topic x join topic t on t.id = x.topic_id
  where x.problem_id = p.id and (t.slug = ${asked} or t.id::text = ${asked}))`;
