import type { Formatters } from 'intl-messageformat';
import { LRUCache } from 'lru-cache';

const cache = new LRUCache<string, Formatters>({ max: 100 });

/** What makes numbers, dates and plurals, with every date in one zone. Making an Intl object is slow, so each is kept. */
export function createFormatters(timeZone: string): Formatters {
  const known = cache.get(timeZone);
  if (known) return known;
  const made: Formatters = {
    getNumberFormat: kept((locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)),
    getDateTimeFormat: kept((locale, options?: Intl.DateTimeFormatOptions) => {
      return new Intl.DateTimeFormat(locale, { timeZone, ...options });
    }),
    getPluralRules: kept((locale, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options)),
  };
  cache.set(timeZone, made);
  return made;
}

/** One object for each language and options; messages, which are ours, hold few different ones. */
function kept<O, F>(make: (locale: string | string[] | undefined, options?: O) => F) {
  const made = new Map<string, F>();
  return (locale?: string | string[], options?: O): F => {
    const id = JSON.stringify([locale, options]);
    const known = made.get(id) ?? make(locale, options);
    made.set(id, known);
    return known;
  };
}
