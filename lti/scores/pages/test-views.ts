import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { instant } from './column-views.ts';
import { selectTestChoices, type TestPlace } from './select-place.ts';
import type { ShownTest } from './select-test.ts';

const Choice = z.object({ value: z.string(), label: z.string() });

export const testFormView = view(
  'lti/scores/new-test',
  z.object({
    contextId: z.uuid(),
    courseTitle: z.string().nullable(),
    canSend: z.boolean(),
    canMake: z.boolean(),
    items: z.array(Choice),
    members: z.array(Choice),
    form: FormFields,
  }),
);

export const testView = view(
  'lti/scores/test',
  z.object({
    id: z.uuid(),
    contextId: z.uuid().nullable(),
    label: z.string().nullable(),
    subject: z.string(),
    /** Of somebody who was here. */
    name: z.string().nullable(),
    scoreGiven: z.number(),
    scoreMaximum: z.number(),
    sentAt: z.iso.datetime(),
    isAccepted: z.boolean(),
    /** Of the platform's answer. */
    status: z.int().nullable(),
    words: z.string().nullable(),
    isItemOurs: z.boolean(),
    takenBackAt: z.iso.datetime().nullable(),
    takeBackWords: z.string().nullable(),
    form: FormFields,
  }),
);

/** In three statements together with `allow`. */
export async function testFormPage(scope: Scope, place: TestPlace, form: FormState) {
  const choices = await scope.transaction((inside) => selectTestChoices(inside, place.contextId), { readOnly: true });
  const standing = { scoreGiven: 1, scoreMaximum: 1 };
  return page(testFormView, {
    ...place,
    items: [...choices.items],
    members: [...choices.members],
    form: formFields(form, standing),
  });
}

export const testPage = (row: ShownTest, form: FormState) =>
  page(testView, {
    ...row,
    sentAt: instant(row.sentAt)!,
    takenBackAt: instant(row.takenBackAt),
    form: formFields(form),
  });
