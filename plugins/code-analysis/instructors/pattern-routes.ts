import { z } from 'zod';
import { havingRole } from '#src/http/allow.ts';
import { redirect } from '#src/http/reply.ts';
import { get, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { selectEffects } from '../effect/select-effects.ts';
import { InstructorPattern } from '../own/own-pattern.entity.ts';
import { loadLibrary } from '../patterns/library.ts';
import { patternPage, patternsPage, patternsView, patternView } from './pattern-views.ts';
import { patternPath, patternsPath } from './paths.ts';
import { PatternQuery, searchOwn, searchPatterns } from './search-patterns.ts';
import { silencedPatterns, silencePattern, unsilencePattern } from './silence-pattern.ts';

const teachers = havingRole('owner', 'admin', 'instructor');
const ById = z.object({ id: z.string().max(100).describe('The name of a pattern, such as `mutableDefault`') });
const path = `${patternsPath}/:id`;

async function allowPattern(scope: Scope, { id }: z.output<typeof ById>) {
  if (!(await teachers(scope))) return null;
  return (await loadLibrary()).find((pattern) => pattern.id === id);
}

const standingOf = async (scope: Scope) => ({
  silenced: await silencedPatterns(scope),
  effects: await selectEffects(scope),
});

/** What reviews look for, and what of it an organization wants to hear. */
export const patternRoutes = [
  get(patternsPath, {
    summary: 'The patterns that reviews look for: searched, narrowed by language and dimension',
    answer: patternsView,
    query: PatternQuery,
    allow: teachers,
    async handle(scope, { query }) {
      const own = searchOwn(await scope.em.find(InstructorPattern, {}, { orderBy: { name: 'asc' } }), query);
      return patternsPage(
        { patterns: searchPatterns(await loadLibrary(), query), own },
        await standingOf(scope),
        query,
      );
    },
  }),

  get(path, {
    summary: 'A pattern: why it matters, what to do instead, and examples',
    answer: patternView,
    params: ById,
    allow: allowPattern,
    handle: async (scope, { row }) => patternPage(row, await standingOf(scope)),
  }),

  post(`${path}/silence`, {
    summary: 'Switches a pattern off, for everybody in the organization',
    params: ById,
    body: z.object({}),
    allow: allowPattern,
    async handle(scope, { row }) {
      await silencePattern(scope, row.id);
      return redirect(patternPath(row.id), { said: 'code-analysis.patterns.isOffNow' });
    },
  }),

  post(`${path}/silence/removal`, {
    summary: 'Switches a pattern on again',
    params: ById,
    body: z.object({}),
    allow: allowPattern,
    async handle(scope, { row }) {
      await unsilencePattern(scope, row.id);
      return redirect(patternPath(row.id), { said: 'code-analysis.patterns.isOnNow' });
    },
  }),
];
