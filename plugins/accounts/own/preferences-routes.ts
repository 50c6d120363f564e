import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, post, put, type FormState } from '#src/http/route.ts';
import type { User } from '#src/people/user.entity.ts';
import { view } from '#src/views.ts';
import { AllPreferences, changePreferences, preferencesOf, SomePreferences } from './change-preferences.ts';
import { ownAccount } from './own-account.ts';

const formView = view(
  'accounts/own/preferences',
  z.object({
    preferences: AllPreferences,
    zones: z.array(z.object({ value: z.string(), label: z.string() })),
    form: FormFields,
  }),
);
const answerView = view('accounts/own/preferences-answer', AllPreferences);
const place = '/account/preferences';

/** How the application meets somebody. */
export const preferencesRoutes = [
  get(place, {
    summary: 'The own preferences',
    answer: formView,
    allow: ownAccount,
    handle: async (_scope, { row }) => preferencesPage(row, emptyForm),
  }),

  post(place, {
    summary: 'Changes all own preferences, by the form of their page',
    body: AllPreferences.partial({ locale: true, timeZone: true }),
    allow: ownAccount,
    async handle(scope, { body }) {
      await changePreferences(scope, { locale: null, timeZone: null, ...body });
      return redirect(place, { said: 'accounts.preferences.saved' });
    },
    again: async (_scope, { row }, form) => preferencesPage(row, form),
  }),

  get('/users/preferences', {
    summary: 'The own preferences, complete',
    answer: answerView,
    allow: ownAccount,
    handle: async (_scope, { row }) => page(answerView, preferencesOf(row)),
  }),

  put('/users/preferences', {
    summary: 'Changes some of the own preferences; what is absent stays as it was',
    answer: answerView,
    body: SomePreferences,
    allow: ownAccount,
    handle: async (scope, { body }) => page(answerView, await changePreferences(scope, body)),
  }),
];

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'))].map((value) => ({
  value,
  label: value.replaceAll('_', ' '),
}));

function preferencesPage(user: User, form: FormState) {
  const preferences = preferencesOf(user);
  const { notifications, privacy, ...plain } = preferences;
  const named = (group: string, switches: Record<string, boolean>) =>
    Object.fromEntries(Object.entries(switches).map(([name, isOn]) => [`${group}.${name}`, isOn]));
  const standing = { ...plain, ...named('notifications', notifications), ...named('privacy', privacy) };
  return page(formView, { preferences, zones, form: formFields(form, standing) });
}
