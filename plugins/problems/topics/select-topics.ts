import { prepared } from '#src/database/prepared.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';

/** A topic, and of the problems about it that everybody sees how who asks and how everybody fares. */
export interface TopicRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly problems: number;
  /** Of who asks. */
  readonly attempted: number;
  readonly solved: number;
  /** Of everybody. */
  readonly submissions: number;
  readonly accepted: number;
}

const query = `
  select t.id, t.slug, t.name, count(p.id)::int as problems,
    count(p.id) filter (where pp.attempts > 0)::int as attempted, count(p.id) filter (where pp.completed_at is not null)::int as solved,
    coalesce(sum(pc.submissions), 0)::int as submissions, coalesce(sum(pc.accepted), 0)::int as accepted
  from topic t left join problem_topic pt on pt.topic_id = t.id
    left join problem p on p.id = pt.problem_id and p.visibility = 'public' and p.published_at is not null and p.removed_at is null
    left join problem_count pc on pc.problem_id = p.id
    left join problem_progress pp on pp.problem_id = p.id and pp.user_id = $2
  where t.organization_id = $1 and ($3::uuid is null or t.id = $3::uuid)
  group by t.id order by lower(t.name)`;

/** All topics of the organization by name, or the one that is asked for, in one statement [D2-12]. */
export const selectTopics = (scope: Scope, id: string | null = null): Promise<TopicRow[]> =>
  prepared<TopicRow>(scope.em, query, [scope.organization.id, signedInUser(scope), id]);

export interface TopicName {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** SQL of the topics of the problem `p`, by name, as JSON. */
export const topicsOfProblem = `(
  select coalesce(json_agg(json_build_object('id', t.id, 'slug', t.slug, 'name', t.name) order by lower(t.name)), '[]')
  from problem_topic x join topic t on t.id = x.topic_id where x.problem_id = p.id)`;

/** What can be chosen, by name. */
export const selectTopicNames = ({ em, organization }: Pick<Scope, 'em' | 'organization'>): Promise<TopicName[]> =>
  prepared<TopicName>(em, 'select id, slug, name from topic where organization_id = $1 order by lower(name)', [
    organization.id,
  ]);
