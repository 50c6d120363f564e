import { z } from 'zod';
import { Chart } from '#src/charts/chart.ts';
import { SafeHtml, view } from '#src/views.ts';
import { FormFields } from '../form-fields.ts';

const Choices = z.array(z.object({ value: z.string(), label: z.string(), hint: z.string().optional() }));

/** What the parts are shown with. */
export const styleguideView = view(
  'kernel/styleguide/page',
  z.object({
    form: FormFields,
    asked: FormFields,
    choices: z.object({ roles: Choices, languages: Choices }),
    tabs: z.array(z.object({ label: z.string(), path: z.string(), isCurrent: z.boolean() })),
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
    meta: z.object({ page: z.number(), pages: z.number(), total: z.number() }),
    links: z.object({ previous: z.string().nullable(), next: z.string().nullable() }),
    person: z.object({ name: z.string(), avatarUrl: z.null() }),
    verdicts: z.array(z.string()),
    badges: z.array(z.string()),
    code: z.string(),
    expected: z.string(),
    actual: z.string(),
    prose: z.instanceof(SafeHtml),
    bars: Chart,
    progress: Chart,
    heat: Chart,
    now: z.date(),
  }),
);

export type Examples = z.output<typeof styleguideView.schema>;
