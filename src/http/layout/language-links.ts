import { locales } from '#src/messages/locale.ts';

/** Making one of these objects takes longer than drawing a page. */
const names = Object.fromEntries(
  locales.map((locale) => [locale, new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale]),
) as Record<(typeof locales)[number], string>;

/** The same page in each of our languages, named in itself. */
export const languageLinks = (path: string, current: string) =>
  locales.map((locale) => ({
    locale,
    name: names[locale],
    path: inLanguage(path, locale),
    isCurrent: locale === current,
  }));

function inLanguage(path: string, locale: string) {
  const url = new URL(path, 'http://x');
  url.searchParams.set('locale', locale);
  return `${url.pathname}${url.search}`;
}
