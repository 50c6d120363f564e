import { z } from 'zod';
import { locales } from '#src/messages/locale.ts';
import { Preferences, type StoredPreferences } from '#src/people/preferences.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { signedInUser } from '#src/sessions/signed-in-user.ts';

const { theme, contrast, shortcuts, plainEditor, workspaceGuide, notifications, privacy } = Preferences.shape;
const switchesOf = <T extends Record<string, z.ZodDefault<z.ZodBoolean>>>({ shape }: z.ZodObject<T>) =>
  z.object(Object.fromEntries(Object.keys(shape).map((name) => [name, z.boolean()])) as Record<keyof T, z.ZodBoolean>);

const isTimeZone = (name: string) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC';
const timeZone = z.string().refine(isTimeZone, 'kernel.error.timeZone');

/** Everything on the page; a language or zone of null is the organization's. */
export const AllPreferences = z.object({
  theme: theme.unwrap(),
  contrast: contrast.unwrap(),
  locale: z.enum(locales).nullable(),
  timeZone: timeZone.nullable(),
  shortcuts: shortcuts.unwrap(),
  plainEditor: plainEditor.unwrap(),
  workspaceGuide: workspaceGuide.unwrap(),
  notifications: switchesOf(notifications.unwrap() as never),
  privacy: switchesOf(privacy.unwrap() as never),
});

/** Any part of it: what is absent stays as it was. */
export const SomePreferences = AllPreferences.partial().extend({
  notifications: AllPreferences.shape.notifications.partial().optional(),
  privacy: AllPreferences.shape.privacy.partial().optional(),
});
export type SomePreferences = z.output<typeof SomePreferences>;

/** Merges what is given into what the actor had chosen, and returns everything as it is now. */
export async function changePreferences(scope: Scope, change: SomePreferences) {
  const user = await scope.em.findOneOrFail(User, signedInUser(scope));
  const { locale, timeZone: zone, ...chosen } = change;
  if (locale !== undefined) user.locale = locale;
  if (zone !== undefined) user.timeZone = zone;
  const before: StoredPreferences = user.preferences ?? {};
  user.preferences = {
    ...before,
    ...withoutAbsent(chosen),
    notifications: { ...before.notifications, ...withoutAbsent(chosen.notifications ?? {}) },
    privacy: { ...before.privacy, ...withoutAbsent(chosen.privacy ?? {}) },
  };
  return preferencesOf(user);
}

export const preferencesOf = (user: Pick<User, 'preferences' | 'locale' | 'timeZone'>) => ({
  ...Preferences.parse(user.preferences ?? {}),
  locale: locales.find((known) => known === user.locale) ?? null,
  timeZone: user.timeZone ?? null,
});

const withoutAbsent = (given: object) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
