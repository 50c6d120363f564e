import { raw, sql } from '@mikro-orm/core';
import { z } from 'zod';
import { AskedDifficulty, difficultyOf, isAboutTopic, type Difficulty } from '#plugins/problems';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';

export interface ChoosableProblem {
  readonly id: string;
  readonly title: string;
  readonly difficulty: Difficulty;
  readonly category: string | null;
  readonly authorName: string | null;
  readonly isOwn: boolean;
  readonly languages: readonly string[];
}

const rank = `array_position(array['beginner', 'intermediate', 'advanced', 'expert'], p.difficulty)`;

/** The problems that somebody may take into a course: searched, narrowed, sorted, in pages. */
export const choosableList = defineList({
  id: 'p.id',
  sorts: {
    created_at: { column: 'p.created_at', type: 'timestamptz' },
    title: { column: 'lower(p.title)', type: 'text' },
    difficulty: { column: rank, type: 'int' },
  },
  defaultSort: 'created_at',
  defaultOrder: 'desc',
  filters: {
    q: filterBy(
      z.string().trim().toLowerCase().max(200).describe('Part of a title, or a tag'),
      (text) => sql`(position(${text} in lower(p.title)) > 0 or ${text} = any(p.tags))`,
    ),
    difficulty: filterBy(AskedDifficulty, (asked) => sql`p.difficulty = ${difficultyOf(asked)}`),
    category: filterBy(z.string().max(80), (category) => sql`p.category = ${category}`),
    topic: filterBy(z.string().max(80).describe('Id or address name of a topic'), isAboutTopic),
    language: filterBy(z.string().max(40).describe('In which it can be solved'), (language) =>
      raw(`v.shown -> 'languages' @> ?::jsonb`, [JSON.stringify([{ id: language }])]),
    ),
    own: filterBy(z.boolean().describe('Only those that who asks has written'), (own) =>
      own ? sql`p.author_id = u.id` : sql`true`,
    ),
  },
});

export type ChoosableQuery = Parameters<typeof choosableList.links>[1] & ListQuery;

const select = `p.id, p.title, p.difficulty, p.category, author.name as "authorName", p.author_id is not distinct from u.id as "isOwn",
  array(select l ->> 'id' from jsonb_array_elements(v.shown -> 'languages') l) as languages`;

/** The newest version counts. A signed-in person's id is a UUID, and so cannot be anything else in SQL. */
const from = (userId: string) => `problem p join "user" u on u.id = '${z.uuid().parse(userId)}'
  join lateral (select shown from problem_version where problem_id = p.id order by number desc limit 1) v on true
  left join "user" author on author.id = p.author_id`;

/** Published ones: everybody's, and of the private ones one's own. In two statements. */
export const listChoosable = (scope: Scope, query: ChoosableQuery, userId: string) =>
  choosableList.read<ChoosableProblem>(scope, query, {
    select,
    from: from(userId),
    where: sql`p.organization_id = ${scope.organization.id} and p.published_at is not null and p.removed_at is null
      and (p.visibility = 'public' or p.author_id = u.id)`,
  });
