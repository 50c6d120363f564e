import type { Scope } from '#src/scope/scope.ts';

interface Row {
  readonly finishedAt: Date;
  readonly problem: string;
  readonly language: string;
  readonly tier: string;
  readonly model: string | null;
  readonly relevance: number | null;
  readonly actionability: number | null;
  readonly stars: number | null;
  readonly minutes: number | null;
  readonly reviewers: string | null;
  readonly score: number | null;
  readonly comments: string | null;
}

const head = [
  'finished_at',
  'problem',
  'language',
  'tier',
  'model',
  'relevance_score',
  'actionability_score',
  'user_rating',
  'minutes_to_implement',
  'reviewed_by',
  'review_score',
  'review_comments',
] as const;

/** Relevance and actionability from 0 to 100 [CON-39]; stars and the score of those who assessed it from 1 to 5. */
const query = `
  select r.finished_at as "finishedAt", p.title as problem, s.language, r.tier, r.model, ((t.relevance - 1) * 25)::float8 as relevance,
    round(100.0 * f.implemented / nullif(f.compared, 0))::float8 as actionability, t.satisfaction as stars, f.minutes, a.reviewers, a.score, a.comments
  from ai_review r join problem p on p.id = r.problem_id join submission s on s.id = r.submission_id
    left join ai_review_rating t on t.review_id = r.id
    left join ai_review_follow_up f on f.review_id = r.id
    left join lateral (
      select string_agg(u.name, '; ' order by x.created_at, x.id) as reviewers, round(avg(x.quality), 2)::float8 as score,
        string_agg(regexp_replace(x.comments, '\\s+', ' ', 'g'), ' / ' order by x.created_at, x.id) as comments
      from ai_review_assessment x join "user" u on u.id = x.reviewer_id where x.organization_id = ? and x.review_id = r.id) a on true
  where r.organization_id = ? and r.tier is not null and r.finished_at >= ? and r.finished_at < ?
    and (?::int is null or t.satisfaction <= ?::int) and (?::int is null or (t.relevance - 1) * 25 <= ?::int)
  order by r.finished_at desc, r.id`;

/** Only reviews of which somebody thought no more than that; null for no limit. */
export interface Liked {
  readonly mostStars: number | null;
  /** 0 to 100. */
  readonly mostRelevance: number | null;
}

const weekMs = 7 * 86_400_000;

/** A line for each review, with what people said of it and did with it; the newest first, each week in a transaction of its own. */
export async function* qualityCsv(scope: Scope, days: number, liked: Liked) {
  yield head;
  const now = scope.now().getTime();
  const first = now - days * 86_400_000;
  for (let until = now + 1; until > first; until -= weekMs) {
    const from = Math.max(first, until - weekMs);
    const rows = await scope.transaction((inside) => selectWeek(inside, [new Date(from), new Date(until)], liked), {
      readOnly: true,
    });
    for (const row of rows) yield lineOf(row);
  }
}

const selectWeek = (
  { em, organization: { id } }: Scope,
  within: readonly [Date, Date],
  { mostStars, mostRelevance }: Liked,
) => em.execute<Row[]>(query, [id, id, ...within, mostStars, mostStars, mostRelevance, mostRelevance]);

/** In the order of the head. */
const lineOf = ({ finishedAt, problem, language, tier, model, ...said }: Row) => [
  new Date(finishedAt).toISOString(),
  problem,
  language,
  tier,
  model,
  said.relevance,
  said.actionability,
  said.stars,
  said.minutes === null ? null : Math.round(said.minutes * 10) / 10,
  said.reviewers,
  said.score,
  said.comments,
];
