/** The languages that every text exists in; the first is the one that the others fall back to. */
export const locales = ['en', 'de'] as const;

export type Locale = (typeof locales)[number];

export const fallbackLocale: Locale = 'en';

export const isLocale = (value: string): value is Locale => locales.some((locale) => locale === value);

/**
 * The first language wanted that we have: `['fr', 'de_AT']` → `de`. Takes BCP 47 tags, with underscores too, in the order
 * of preference; what is no tag is passed over.
 */
export function negotiateLocale(wanted: readonly string[]): Locale {
  const languages = wanted.map((tag) => tag.split(/[-_]/)[0]?.trim().toLowerCase() ?? '');
  return languages.find(isLocale) ?? fallbackLocale;
}
