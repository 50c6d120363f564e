import { z } from 'zod';
import type { ProblemContent } from '../content/problem-content.ts';
import { languageName } from '../content/language-facts.ts';
import { Solution, solutionRoles, Solutions } from '../content/solutions.ts';
import { itemsIn, textIn } from './flatten.ts';
import { firstFile, knownLanguages, renamedFiles } from './known-languages.ts';
import { sectionRoutes, type Section } from './section.ts';

const section: Section<Solutions> = {
  below: '/solutions',
  summary: 'Programs of the author: those that have to be accepted before publishing, and those that have to fail',
  template: 'problems/authoring/solutions',
  body: Solutions,
  extra: {
    solutions: z.array(z.object({ at: z.string(), role: z.string(), name: z.string(), files: z.array(z.string()) })),
    roles: z.array(z.string()),
    languages: z.array(z.object({ value: z.string(), label: z.string() })),
  },
  more: ({ languages }, values) => ({
    roles: [...solutionRoles],
    languages: offered(languages),
    solutions: itemsIn(values, 'solutions').map((at) => ({
      at,
      role: textIn(values, `${at}.role`),
      name: textIn(values, `${at}.name`),
      files: itemsIn(values, `${at}.files`),
    })),
  }),
  shown: ({ solutions }) => ({ solutions }),
  merge: (content, { solutions }) => ({
    ...content,
    solutions: solutions.map((each) => ({ ...each, files: renamedFiles(each.language, each.files) })),
  }),
  fresh: (list, { languages }) =>
    list === 'files' ? { path: 'data.txt', content: '' } : freshSolution(languages[0]?.id ?? 'python'),
};

const offered = (languages: ProblemContent['languages']) => {
  const own = languages.map(({ id }) => id);
  return own.length > 0 ? own.map((id) => ({ value: id, label: languageName(id) })) : knownLanguages;
};

const freshSolution = (language: string) =>
  Solution.parse({ language, files: [{ path: firstFile(language), content: '' }] });

export const solutionsRoutes = sectionRoutes(section);
