/** The languages that every text exists in; the first is the one that the others fall back to. */
export const locales = ['en', 'de'] as const;

/** English drawn longer and with accents (see `pseudo.ts`). Only development and tests ever draw it; it is never negotiated. */
export const pseudoLocale = 'en-XA';

export type Locale = (typeof locales)[number] | typeof pseudoLocale;

export const fallbackLocale = 'en' satisfies Locale;

export const isLocale = (value: string): value is Locale =>
  value === pseudoLocale || locales.some((locale) => locale === value);

/**
 * The first language wanted that we have, or null: `['fr', 'de_AT']` → `de`. Takes BCP 47 tags, with underscores too, in the
 * order of preference; what is no tag is passed over.
 */
export function findLocale(wanted: readonly string[]): Locale | null {
  const languages = wanted.map((tag) => tag.split(/[-_]/)[0]?.trim().toLowerCase() ?? '');
  return languages.find(isLocale) ?? null;
}

/** The same, where something has to be drawn in any case. */
export const negotiateLocale = (wanted: readonly string[]): Locale => findLocale(wanted) ?? fallbackLocale;
