import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page } from '#src/http/reply.ts';
import type { FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { platformProfiles, profileOf, standard, type PlatformProfile } from '../platforms/profile.ts';
import { endpointFields } from '../platforms/usual-endpoint.ts';
import { registrationsPath } from './places.ts';
import { ToolValue, toolValues } from './tool-values.ts';

const Field = z.object({
  name: z.string(),
  /** Key of the LMS's own name for it. */
  label: z.string(),
  /** What it is as a rule; null where it has to be typed. */
  usual: z.string().nullable(),
});

export const registrationView = view(
  'lti/admin/new-registration',
  z.object({
    tabs: z.array(z.object({ path: z.string(), lms: z.string().nullable(), isCurrent: z.boolean() })),
    family: z.string(),
    lms: z.string().nullable(),
    /** Whether it can register itself, which is less to type. */
    hasLink: z.boolean(),
    /** Keys of where its administrator finds the form, and what it shows afterwards. */
    byHand: z.string(),
    shown: z.string(),
    tool: z.array(ToolValue),
    issuer: z.string(),
    clientId: z.string(),
    deploymentIds: z.string(),
    endpoints: z.array(Field),
    form: FormFields,
  }),
);

/** What is copied into one LMS, and the form for what it shows in return. */
export function registrationPage(scope: Scope, family: string, form: FormState) {
  const profile = profileOf(family);
  const { words, endpoints } = profile;
  const data = {
    tabs: [...platformProfiles, standard].map((one) => tab(one, profile)),
    family: profile.family,
    lms: nameOf(profile),
    hasLink: words.byLink !== null,
    byHand: words.byHand,
    shown: words.shown,
    tool: toolValues(scope, profile),
    issuer: words.platform.issuer,
    clientId: words.platform.clientId,
    deploymentIds: words.platform.deploymentIds,
    endpoints: endpointFields.map((name) => ({
      name,
      label: words.platform[name],
      usual: endpoints?.[name].includes('{') ? exampleOf(endpoints[name]) : null,
    })),
    form: formFields(form, prefilled(profile)),
  };
  return page(registrationView, data);
}

const exampleOf = (usual: string) => usual.replace('{host}', 'https://…').replace('{clientId}', '…');

/** What is the same for every school of a product stands there already. */
const prefilled = ({ endpoints }: PlatformProfile) =>
  Object.fromEntries(Object.entries(endpoints ?? {}).filter(([, url]) => !url.includes('{')));

const tab = (profile: PlatformProfile, current: PlatformProfile) => ({
  path: `${registrationsPath}/new?lms=${profile.family}`,
  lms: nameOf(profile),
  isCurrent: profile === current,
});

const nameOf = ({ family, name }: PlatformProfile) => (family === standard.family ? null : name);
