import { z } from 'zod';
import { keepers, organizationSetting, settingTabs, SettingTabs } from '#plugins/organizations';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { regionsOf } from '../model/model-room.ts';
import { rulesPath } from '../paths.ts';
import { usualTokens } from '../quota/usual-limits.ts';
import { reviewSettings } from '../settings.ts';
import { readRoom } from './read-room.ts';
import { defaultRules } from './read-rules.ts';
import { AiReviewRules } from './review-rules.entity.ts';
import { saveRules } from './save-rules.ts';
import { readSpending, Spending } from './spending.ts';

const rulesView = view(
  'ai-reviews/rules',
  z.object({
    tabs: SettingTabs,
    form: FormFields,
    version: z.int(),
    standing: z.array(z.object({ field: z.string(), text: z.string() })),
    hasModel: z.boolean(),
    hasOwnModel: z.boolean(),
    /** Names of those between which may be chosen. */
    regions: z.array(z.object({ value: z.string(), label: z.string() })),
    /** The one that was chosen and is not there any more; null where that is not so. */
    lostRegion: z.string().nullable(),
    /** Hosts to which work is sent, and the models there. */
    providers: z.array(z.object({ host: z.string(), model: z.string() })),
    /** What the installation allows, in US cents. */
    allowedCents: z.int(),
    spending: Spending,
  }),
);

const tokens = z.int().min(0).max(100_000_000);

/** How an organization wants its reviews, and what they have cost it this month. */
export const rulesRoutes = [
  get(rulesPath, {
    summary: 'How the organization wants its reviews: whether a model may write them, how many, and at which cost',
    answer: rulesView,
    allow: keepers,
    handle: (scope) => draw(scope, emptyForm),
  }),
  post(rulesPath, {
    summary: 'How the organization wants its reviews: saves it',
    body: z.object({
      /** 0 before the first time. */
      version: z.int32().min(0),
      usesModel: z.boolean().default(false),
      wantsConsent: z.boolean().default(false),
      mostPerPersonDay: z.int().min(0).max(10_000),
      mostPerMonth: z.int().min(0).max(10_000_000),
      /** Absent for no limit. */
      mostPerPersonHour: z.int().min(0).max(10_000).optional(),
      learnerTokens: tokens.default(usualTokens.learner),
      instructorTokens: tokens.default(usualTokens.instructor),
      adminTokens: tokens.default(usualTokens.admin),
      otherTokens: tokens.default(usualTokens.other),
      /** Null: as often as the other limits allow. */
      mostAgainPerDay: z.int().min(0).max(10_000).nullable().default(defaultRules.mostAgainPerDay),
      budgetCents: z.int().min(0).max(100_000_000).optional(),
      /** Absent for the installation's usual one. */
      region: z.string().max(30).optional(),
    }),
    allow: keepers,
    async handle(scope, { body }) {
      const { budgetCents = null, region = null, mostPerPersonHour = null } = body;
      await saveRules(scope, { ...body, budgetCents, region, mostPerPersonHour });
      return redirect(rulesPath, { said: 'ai-reviews.rules.said' });
    },
    again: (scope, _input, form) => draw(scope, form),
  }),
];

export const rulesTab = organizationSetting({ label: 'ai-reviews.rules.tab', path: rulesPath });

async function draw(scope: Scope, form: FormState) {
  const row = await scope.em.findOne(AiReviewRules, {});
  const { providers } = await readRoom(scope);
  const regions = regionsOf(scope);
  const region = row?.region ?? null;
  return page(rulesView, {
    tabs: settingTabs(scope, rulesPath),
    form: formFields(form, shownRules(row)),
    version: form.stale?.version ?? row?.version ?? 0,
    standing: Object.entries(form.stale?.standing ?? {}).map(([field, value]) => ({
      field,
      text: ([value ?? '–'].flat() as string[]).join(', '),
    })),
    hasModel: providers.length > 0,
    hasOwnModel: providers.some(({ isOwn }) => isOwn),
    regions: regions.map((name) => ({ value: name, label: name })),
    lostRegion: region === null || regions.includes(region) ? null : region,
    providers: providers.map(({ host, model }) => ({ host, model })),
    allowedCents: scope.settings(reviewSettings).REVIEW_BUDGET_CENTS,
    spending: await readSpending(scope),
  });
}

const shownRules = (row: AiReviewRules | null) => {
  const rules = row ?? defaultRules;
  return {
    usesModel: rules.usesModel,
    wantsConsent: rules.wantsConsent,
    mostPerPersonDay: String(rules.mostPerPersonDay),
    mostAgainPerDay: String(rules.mostAgainPerDay ?? ''),
    mostPerMonth: String(rules.mostPerMonth),
    mostPerPersonHour: String(rules.mostPerPersonHour ?? ''),
    learnerTokens: String(rules.learnerTokens),
    instructorTokens: String(rules.instructorTokens),
    adminTokens: String(rules.adminTokens),
    otherTokens: String(rules.otherTokens),
    budgetCents: String(row?.budgetCents ?? ''),
    region: row?.region ?? null,
  };
};
