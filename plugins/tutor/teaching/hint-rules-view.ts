import { z } from 'zod';
import { StaffHead } from '#plugins/assignments';
import { FormFields } from '#src/http/form-fields.ts';
import { PagerFields } from '#src/http/list/list-schemas.ts';
import { view } from '#src/views.ts';
import { hintStates } from '../hint-request.entity.ts';
import { hintKinds, hintSources } from '../kinds.ts';

/** How an assignment wants its hints, and who asked for which. */
export const hintRulesView = view(
  'tutor/rules',
  StaffHead.extend({
    ...PagerFields.shape,
    form: FormFields,
    /** 0 before the first time. */
    version: z.int(),
    /** Of a save that came too late: what stands there now, by field. */
    standing: z.array(z.object({ field: z.string(), text: z.string() })),
    requests: z.array(
      z.object({
        id: z.uuid(),
        askedAt: z.iso.datetime(),
        userId: z.uuid(),
        userName: z.string(),
        problemTitle: z.string(),
        number: z.int(),
        kind: z.enum(hintKinds),
        state: z.enum(hintStates),
        source: z.enum(hintSources).nullable(),
        /** Of the assignment's points. */
        points: z.number(),
      }),
    ),
  }),
);
