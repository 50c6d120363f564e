import type { ReviewContent } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { words } from './advice.ts';

/** Where each language explains its errors, and itself. */
const pages: Readonly<Record<string, { readonly errors: string; readonly manual: string }>> = {
  python: { errors: 'https://docs.python.org/3/tutorial/errors.html', manual: 'https://docs.python.org/3/tutorial/' },
  javascript: {
    errors: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Errors',
    manual: 'https://developer.mozilla.org/docs/Web/JavaScript/Guide',
  },
  typescript: {
    errors: 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Errors',
    manual: 'https://www.typescriptlang.org/docs/handbook/',
  },
  java: {
    errors: 'https://dev.java/learn/exceptions/',
    manual: 'https://dev.java/learn/',
  },
  c: { errors: 'https://en.cppreference.com/w/c/language/ub', manual: 'https://en.cppreference.com/w/c' },
  cpp: { errors: 'https://en.cppreference.com/w/cpp/language/ub', manual: 'https://en.cppreference.com/w/cpp' },
  go: { errors: 'https://go.dev/blog/defer-panic-and-recover', manual: 'https://go.dev/doc/effective_go' },
  rust: { errors: 'https://doc.rust-lang.org/error_codes/', manual: 'https://doc.rust-lang.org/book/' },
};

/** What to read, in the words of the language's own makers; nothing for a language that we know no page of. */
export function resourcesOf({ language, verdict, isUnjudged }: ReviewedWork): ReviewContent['resources'] {
  const known = pages[language];
  if (!known || isUnjudged) return [];
  const isFaulty = verdict === 'COMPILATION_ERROR' || verdict === 'ERROR';
  return [
    { title: words(isFaulty ? 'resource.errors' : 'resource.manual'), url: isFaulty ? known.errors : known.manual },
  ];
}

/** Hosts that a review may send somebody to: documentation, and nobody's own pages. */
export const knownHosts: ReadonlySet<string> = new Set([
  ...Object.values(pages).flatMap(({ errors, manual }) => [new URL(errors).host, new URL(manual).host]),
  'docs.oracle.com',
  'learn.microsoft.com',
  'nodejs.org',
  'pkg.go.dev',
  'en.wikipedia.org',
  'de.wikipedia.org',
  'wiki.python.org',
  'peps.python.org',
]);
