import { z } from 'zod';
import { keepers, settingTabs, SettingTabs } from '#plugins/organizations';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { failureKinds } from '../model/model-failure.ts';
import { ownModelPath, rulesPath } from '../paths.ts';
import { AiOwnModel } from './own-model.entity.ts';
import { removeOwnModel, saveOwnModel } from './save-own-model.ts';
import { testOwnModel } from './test-own-model.ts';

const ownModelView = view(
  'ai-reviews/own-model',
  z.object({
    tabs: SettingTabs,
    form: FormFields,
    version: z.int(),
    standing: z.array(z.object({ field: z.string(), text: z.string() })),
    /** Without the key, which nobody sees again. */
    stored: z
      .object({
        address: z.string(),
        model: z.string(),
        testedAt: z.iso.datetime().nullable(),
        failure: z.enum(failureKinds).nullable(),
      })
      .nullable(),
  }),
);

/** The model that the organization pays for itself. */
export const ownModelRoutes = [
  get(ownModelPath, {
    summary: "The organization's own language model: its address and name, and how its last test went",
    answer: ownModelView,
    allow: keepers,
    handle: (scope) => draw(scope, emptyForm),
  }),
  post(ownModelPath, {
    summary: "The organization's own language model: saves it, with a key that is never shown again",
    body: z.object({
      /** 0 before the first time. */
      version: z.int32().min(0),
      address: z.string().trim().max(500).refine(isPlainAddress, 'ai-reviews.ownModel.error.address'),
      model: z.string().trim().min(1).max(200),
      /** Absent to keep the one that is stored. */
      key: z.string().trim().min(1).max(1_000).optional(),
      inputCents: z.int().min(0).max(1_000_000),
      outputCents: z.int().min(0).max(1_000_000),
    }),
    allow: keepers,
    async handle(scope, { body }) {
      await saveOwnModel(scope, { ...body, key: body.key ?? null });
      return redirect(ownModelPath, { said: 'ai-reviews.ownModel.said' });
    },
    again: (scope, _input, form) => draw(scope, form),
  }),
  post(`${ownModelPath}/test`, {
    summary: "Asks the organization's own model about a program of ours; nobody's work is sent",
    work: 'steps',
    allow: keepers,
    async handle(scope) {
      const failure = await testOwnModel(scope);
      return redirect(ownModelPath, { said: failure ? 'ai-reviews.ownModel.testFailed' : 'ai-reviews.ownModel.works' });
    },
  }),
  post(`${ownModelPath}/removal`, {
    summary: "Removes the organization's own language model, and its key",
    allow: keepers,
    async handle(scope) {
      await removeOwnModel(scope);
      return redirect(ownModelPath, { said: 'ai-reviews.ownModel.removed' });
    },
  }),
];

/** Nothing in it that is a secret, or that would be lost when a path is added. */
function isPlainAddress(text: string) {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
}

async function draw(scope: Scope, form: FormState) {
  const row = await scope.em.findOne(AiOwnModel, {});
  return page(ownModelView, {
    tabs: settingTabs(scope, rulesPath),
    form: fieldsOf(form, row),
    version: form.stale?.version ?? row?.version ?? 0,
    standing: Object.entries(form.stale?.standing ?? {}).map(([field, value]) => ({
      field,
      text: ([value ?? '–'].flat() as string[]).join(', '),
    })),
    stored: row && {
      address: row.address,
      model: row.model,
      testedAt: row.testedAt?.toISOString() ?? null,
      failure: row.failure ?? null,
    },
  });
}

/** A key that was typed is never drawn, also where the form comes back. */
function fieldsOf(form: FormState, row: AiOwnModel | null): FormFields {
  const { key: _key, ...values } = form.values;
  const { address = '', model = '', inputCents = 200, outputCents = 800 } = row ?? {};
  return formFields({ ...form, values }, { address, model, inputCents, outputCents });
}
