import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { entranceOf } from './entrance.ts';
import { mailedPurposes, type MailedPurpose } from './mailed-token.entity.ts';
import { isMailedTokenGood } from './mailed-tokens.ts';

/** What the link of a mail carries. */
export const Linked = z.object({ token: z.string().min(1).max(200) });

export const linkedView = view(
  'accounts/linked',
  z.object({
    purpose: z.enum(mailedPurposes),
    entrance: z.string(),
    isGood: z.boolean(),
    token: z.string(),
    form: FormFields,
  }),
);

/** The page behind the link of a mail: one button, so that a scanner that opens every link uses none up. */
export async function linkedPage(scope: Scope, purpose: MailedPurpose, token: string, form: FormState) {
  const isGood = await isMailedTokenGood(scope, purpose, token);
  const data = { purpose, entrance: entranceOf(scope), isGood, token, form: formFields(form) };
  return page(linkedView, data, { layout: 'door', status: isGood ? 200 : 410 });
}
