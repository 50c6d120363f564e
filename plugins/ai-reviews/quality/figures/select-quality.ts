import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';

/** By what reviews are compared; `all` is one row for everything. */
export const comparisons = ['all', 'tier', 'model', 'difficulty', 'language'] as const;

/** Of one group of reviews. Stars are means from 1 to 5, shares go from 0 to 1; null is: nobody has said anything. */
export const QualityRow = z.object({
  by: z.enum(comparisons),
  name: z.string(),
  reviews: z.int(),
  rated: z.int(),
  satisfaction: z.number().nullable(),
  /** 0 to 100, of relevance [CON-39]. */
  relevance: z.number().nullable(),
  educationalValue: z.number().nullable(),
  clarity: z.number().nullable(),
  helpful: z.number().nullable(),
  compared: z.int(),
  implemented: z.number().nullable(),
  changed: z.number().nullable(),
  minutes: z.number().nullable(),
  assessed: z.int(),
  quality: z.number().nullable(),
  accuracy: z.number().nullable(),
  /** US dollars for one suggestion that was implemented. */
  costOfOne: z.number().nullable(),
});
export type QualityRow = z.output<typeof QualityRow>;

/** What a review is known by, one row each: what people said of it and did with it. */
export const measured = `
  select r.finished_at, r.tier, r.model, p.difficulty, s.language, r.cost_micros, t.satisfaction, t.relevance, t.educational_value, t.clarity,
    (select count(*) from jsonb_array_elements(t.helpful) h(said) where said = 'true') as helps,
    (select count(*) from jsonb_array_elements(t.helpful) h(said) where said <> 'null') as said,
    f.implemented, f.changed, f.compared, f.minutes, a.quality, a.accuracy
  from ai_review r join problem p on p.id = r.problem_id join submission s on s.id = r.submission_id
    left join ai_review_rating t on t.review_id = r.id
    left join ai_review_follow_up f on f.review_id = r.id
    left join (select review_id, avg(quality) as quality, avg(accuracy) as accuracy from ai_review_assessment where organization_id = ? group by 1) a on a.review_id = r.id
  where r.organization_id = ? and r.tier is not null and r.finished_at > now() - make_interval(days => ?)`;

const query = `
  select case when grouping(tier) = 0 then 'tier' when grouping(model) = 0 then 'model' when grouping(difficulty) = 0 then 'difficulty'
      when grouping(language) = 0 then 'language' else 'all' end as "by",
    coalesce(tier, model, difficulty, language, '') as name, count(*)::int as reviews, count(satisfaction)::int as rated,
    avg(satisfaction)::float8 as satisfaction, (avg(relevance - 1) * 25)::float8 as relevance,
    avg(educational_value)::float8 as "educationalValue", avg(clarity)::float8 as clarity,
    (sum(helps) / nullif(sum(said), 0))::float8 as helpful, coalesce(sum(compared), 0)::int as compared,
    (sum(implemented)::numeric / nullif(sum(compared), 0))::float8 as implemented,
    (sum(changed)::numeric / nullif(sum(compared), 0))::float8 as changed,
    percentile_cont(0.5) within group (order by minutes) as minutes, count(quality)::int as assessed,
    avg(quality)::float8 as quality, avg(accuracy)::float8 as accuracy,
    (sum(cost_micros)::numeric / 1000000 / nullif(sum(implemented), 0))::float8 as "costOfOne"
  from (${measured}) m
  group by grouping sets ((), (tier), (model), (difficulty), (language))
  having grouping(model) = 1 or model is not null
  order by count(*) desc`;

/** How good the reviews of so many days were, as a whole and compared. One statement. */
export const selectQuality = ({ em, organization }: Scope, days: number): Promise<QualityRow[]> =>
  em.execute<QualityRow[]>(query, [organization.id, organization.id, days]);
