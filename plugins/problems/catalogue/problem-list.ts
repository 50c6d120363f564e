import { raw, sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy, type ListQuery } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';
import { keepsProblems } from '../authors.ts';
import { AskedDifficulty, difficultyOf, type Difficulty } from '../content/difficulty.ts';
import { isAboutTopic } from '../topics/is-about-topic.ts';
import { topicsOfProblem, type TopicName } from '../topics/select-topics.ts';

export const progressStates = ['not_attempted', 'attempted', 'solved'] as const;
export const problemStates = ['published', 'draft', 'removed'] as const;

export interface ListedProblem {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly difficulty: Difficulty;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly topics: readonly TopicName[];
  readonly skills: readonly string[];
  readonly submissions: number;
  readonly accepted: number;
  /** Of who asks. */
  readonly progress: (typeof progressStates)[number];
  readonly solvedAt: string | null;
  readonly state: (typeof problemStates)[number];
  readonly visibility: 'public' | 'private';
  readonly createdAt: string;
}

const progress = `case when pp.completed_at is not null then 'solved' when pp.attempts > 0 then 'attempted' else 'not_attempted' end`;
const state = `case when p.removed_at is not null then 'removed' when p.published_at is null then 'draft' else 'published' end`;
const rank = `array_position(array['beginner', 'intermediate', 'advanced', 'expert'], p.difficulty)`;

const select = `p.id, p.slug, p.title, p.difficulty, p.category, p.tags, p.skills, p.visibility, p.created_at as "createdAt",
  ${topicsOfProblem} as topics, coalesce(pc.submissions, 0) as submissions, coalesce(pc.accepted, 0) as accepted, ${progress} as progress,
  pp.completed_at as "solvedAt", ${state} as state`;

/** A signed-in person's id is a UUID, and so cannot be anything else in SQL. */
const from = (userId: string) => `problem p left join problem_count pc on pc.problem_id = p.id
  left join problem_progress pp on pp.problem_id = p.id and pp.user_id = '${z.uuid().parse(userId)}'`;

const words = z.string().trim().toLowerCase().max(400);

/** The problems of an organization: searched, narrowed, sorted, in pages [D2-15]. */
export const problemList = defineList({
  id: 'p.id',
  sorts: {
    title: { column: 'lower(p.title)', type: 'text' },
    difficulty: { column: rank, type: 'int' },
    acceptance: { column: 'coalesce(pc.accepted::numeric / nullif(pc.submissions, 0), -1)', type: 'numeric' },
    created_at: { column: 'p.created_at', type: 'timestamptz' },
  },
  defaultSort: 'created_at',
  defaultOrder: 'desc',
  filters: {
    q: filterBy(
      words.describe('Part of a title or of a topic, or a tag'),
      (text) => sql`(position(${text} in lower(p.title)) > 0 or ${text} = any(p.tags) or exists (
        select from problem_topic x join topic t on t.id = x.topic_id
        where x.problem_id = p.id and position(${text} in lower(t.name)) > 0))`,
    ),
    difficulty: filterBy(AskedDifficulty, (asked) => sql`p.difficulty = ${difficultyOf(asked)}`),
    category: filterBy(z.string().max(80), (category) => sql`p.category = ${category}`),
    topic: filterBy(z.string().max(80).describe('Id or address name of a topic'), isAboutTopic),
    skill: filterBy(words.describe('A job skill'), (asked) => sql`${asked} = any(lower(p.skills::text)::text[])`),
    tags: filterBy(
      words.describe('Tags with commas between them: all of them'),
      (text) => sql`p.tags @> string_to_array(${tagsOf(text).join(',')}, ',')`,
    ),
    status: filterBy(z.enum(progressStates), (asked) => raw(`${progress} = ?`, [asked])),
    state: filterBy(z.enum(problemStates), (asked) => raw(`${state} = ?`, [asked])),
  },
});

export type ProblemQuery = Parameters<typeof problemList.links>[1] & ListQuery;

const tagsOf = (text: string) =>
  text
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);

/** What this person may see, in two statements. */
export function listProblems(scope: Scope, query: ProblemQuery, userId: string) {
  const { organization, actor } = scope;
  const isPublic = sql`(p.visibility = 'public' and p.published_at is not null and p.removed_at is null)`;
  const seen = keepsProblems(actor) ? sql`true` : sql`(${isPublic} or p.author_id = ${userId})`;
  return problemList.read<ListedProblem>(scope, query, {
    select,
    from: from(userId),
    where: sql`p.organization_id = ${organization.id} and ${seen}`,
  });
}
