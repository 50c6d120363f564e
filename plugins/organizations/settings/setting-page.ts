import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, post, type FormState } from '#src/http/route.ts';
import { versionField } from '#src/http/stale-save/versioned.ts';
import { editOrganization, type OrganizationChanges } from '#src/people/edit-organization.ts';
import { Organization } from '#src/people/organization.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { keepers } from '../keepers.ts';
import { settingTabs, SettingTabs } from './organization-setting.ts';

export const settingsPath = '/admin/settings';

/** What each of these pages shows beside its own. */
export const SettingFields = z.object({
  tabs: SettingTabs,
  form: FormFields,
  version: z.int(),
  /** Of a save that came too late: what stands there now, by field. */
  standing: z.array(z.object({ field: z.string(), text: z.string() })),
});

type Shown = Parameters<typeof formFields>[1];

interface Setting<B extends Record<string, unknown>> {
  readonly path: string;
  readonly summary: string;
  readonly template: string;
  readonly body: z.ZodType<B>;
  /** What stands in the form. */
  shown(organization: Organization): Shown;
  changes(body: B): OrganizationChanges;
  /** What its template shows beside the form. */
  readonly extra?: z.ZodRawShape;
  more?(organization: Organization): Record<string, unknown>;
}

/** A page with a form for some of the organization's own properties, and the route that saves it. */
export function settingRoutes<B extends Record<string, unknown>>(setting: Setting<B>) {
  const { path, summary, template, body } = setting;
  const settingView = view(template, SettingFields.extend(setting.extra ?? {}));
  const draw = async (scope: Scope, form: FormState) => {
    const organization = await scope.em.findOneOrFail(Organization, { id: scope.organization.id });
    const data = {
      tabs: settingTabs(scope, path),
      form: formFields(form, setting.shown(organization)),
      version: form.stale?.version ?? organization.version,
      standing: standingOf(form),
      ...setting.more?.(organization),
    };
    return page(settingView, data as never);
  };
  return [
    get(path, { summary, answer: settingView, allow: keepers, handle: async (scope) => draw(scope, emptyForm) }),
    post(path, {
      summary: `${summary}: saves it`,
      body: z.object({ version: versionField }).and(body),
      allow: keepers,
      async handle(scope, { body: typed }) {
        const edit = { organizationId: scope.organization.id, changes: setting.changes(typed), version: typed.version };
        await editOrganization(scope, edit);
        return redirect(path, { said: 'organizations.settings.said' });
      },
      again: async (scope, _input, form) => draw(scope, form),
    }),
  ];
}

const standingOf = ({ stale }: FormState) =>
  Object.entries(stale?.standing ?? {}).map(([field, value]) => ({ field, text: textOf(value) }));

const textOf = (value: unknown) => ([value ?? '–'].flat() as string[]).join(', ');
