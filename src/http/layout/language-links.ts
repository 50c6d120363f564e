import { locales } from '#src/messages/locale.ts';

/** The same page in each of our languages, named in itself. */
export const languageLinks = (path: string, current: string) =>
  locales.map((locale) => ({
    locale,
    name: nameOf(locale),
    path: inLanguage(path, locale),
    isCurrent: locale === current,
  }));

const nameOf = (locale: string) => new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;

function inLanguage(path: string, locale: string) {
  const url = new URL(path, 'http://x');
  url.searchParams.set('locale', locale);
  return `${url.pathname}${url.search}`;
}
