import { z } from 'zod';
import { problemPath } from '../paths.ts';

export const Tabs = z.array(z.object({ name: z.string(), path: z.string(), isCurrent: z.boolean() }));

const places = {
  words: '/edit',
  languages: '/edit/languages',
  tests: '/edit/tests',
  solutions: '/edit/solutions',
  publishing: '/publishing',
} as const;

/** The pages on which a problem is written; `below` is what stands behind `/edit` of the one that is open. */
export const tabsOf = (problemId: string, below: string | null): z.infer<typeof Tabs> =>
  Object.entries(places).map(([name, place]) => ({
    name,
    path: problemPath(problemId) + place,
    isCurrent: below === null ? name === 'publishing' : place === `/edit${below}`,
  }));
