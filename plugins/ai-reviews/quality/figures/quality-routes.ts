import { z } from 'zod';
import { keepers } from '#plugins/organizations';
import { languageName } from '#plugins/problems';
import { Chart } from '#src/charts/chart.ts';
import { csvOf } from '#src/http/csv-of.ts';
import { page } from '#src/http/reply.ts';
import { get } from '#src/http/route.ts';
import { navItem } from '#src/http/nav-item.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { qualityPath } from '../../paths.ts';
import { isKeeper } from '../sampling/is-keeper.ts';
import { scales } from '../sampling/review-assessment.entity.ts';
import { teachers } from '../sampling/sample-routes.ts';
import { agreementOf, type Assessed } from './agreement.ts';
import { qualityCsv } from './quality-csv.ts';
import { Comment, selectComments } from './select-comments.ts';
import { comparisons, QualityRow, selectQuality } from './select-quality.ts';
import { selectTrends, trends } from './select-trends.ts';

const share = z.number().nullable();

const qualityView = view(
  'ai-reviews/quality/show',
  z.object({
    days: z.int(),
    spans: z.array(z.object({ days: z.int(), path: z.string(), isCurrent: z.boolean() })),
    /** Null as long as there is no review. */
    all: QualityRow.nullable(),
    comparisons: z.array(
      z.object({ by: z.enum(comparisons), rows: z.array(QualityRow.extend({ label: z.string() })) }),
    ),
    trends: z.array(z.object({ trend: z.enum(trends), chart: Chart })),
    agreement: z.array(
      z.object({
        scale: z.enum(scales),
        pairs: z.int(),
        same: z.number(),
        near: z.number(),
        kappa: share,
        weightedKappa: share,
      }),
    ),
    comments: z.array(Comment),
    /** Whether the reader may have the file with what is known of each review. */
    mayExport: z.boolean(),
  }),
);

const spans = [28, 90, 365] as const;
const usual = 90;
const Query = z.object({ days: z.literal(spans).optional().describe('How many days back') });

/** How good reviews are: in the eyes of students, of those who teach, and by what was made of them. All on one page [H3-09]. */
export const qualityRoutes = [
  get(qualityPath, {
    summary: 'How good reviews are, compared by tier, model, difficulty and language, with trends and agreement',
    answer: qualityView,
    query: Query,
    allow: teachers,
    handle: (scope, { query }) => draw(scope, query.days ?? usual),
  }),

  get(`${qualityPath}.csv`, {
    summary:
      'What is known of each review as CSV: relevance, what was implemented, stars, who assessed it and how; for administrators, because samples are assessed without knowing who wrote them',
    work: 'steps',
    query: Query.extend({
      mostStars: z.coerce.number().int().min(1).max(5).optional().describe('Only reviews rated with at most so many'),
      mostRelevance: z.coerce.number().int().min(0).max(100).optional().describe('Only reviews at most so relevant'),
    }),
    allow: keepers,
    handle: async (scope, { query: { days = usual, mostStars = null, mostRelevance = null } }) =>
      csvOf('review-quality', qualityCsv(scope, days, { mostStars, mostRelevance })),
  }),
];

async function draw(scope: Scope, days: (typeof spans)[number]) {
  const rows = await selectQuality(scope, days);
  const all = rows.find(({ by }) => by === 'all');
  const compared = comparisons
    .filter((by) => by !== 'all')
    .map((by) => ({ by, rows: rows.filter(of(by)).map(labelled) }));
  return page(qualityView, {
    days,
    spans: spans.map((span) => ({ days: span, path: `${qualityPath}?days=${span}`, isCurrent: span === days })),
    all: all && all.reviews > 0 ? all : null,
    comparisons: compared.filter((comparison) => comparison.rows.length > 0),
    trends: await selectTrends(scope),
    agreement: [...agreementOf(await selectAssessed(scope, days))],
    comments: await selectComments(scope),
    mayExport: isKeeper(scope),
  });
}

const labelled = (row: QualityRow) => ({ ...row, label: row.by === 'language' ? languageName(row.name) : row.name });
const of = (by: QualityRow['by']) => (row: QualityRow) => row.by === by;

const assessedQuery = `
  select review_id as "reviewId", reviewer_id as "reviewerId", quality, accuracy, actionability, educational_value as "educationalValue", alignment
  from ai_review_assessment where organization_id = ? and created_at > now() - make_interval(days => ?) order by created_at desc limit 5000`;

const selectAssessed = ({ em, organization }: Scope, days: number) =>
  em.execute<Assessed[]>(assessedQuery, [organization.id, days]);

const teaching = ['owner', 'admin', 'instructor'] as const;

export const qualityPlace = navItem({
  heading: 'code-analysis.nav.heading',
  label: 'ai-reviews.nav.quality',
  path: qualityPath,
  icon: 'checklist',
  isFor: (actor) => actor.kind === 'user' && teaching.some((role) => actor.roles.has(role)),
});
