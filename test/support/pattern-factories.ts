import type { Scope } from '#src/scope/scope.ts';
import { User } from '#src/people/user.entity.ts';
import { InstructorPattern } from '../../plugins/code-analysis/own/own-pattern.entity.ts';
import type { Around } from './factories.ts';

/** By whoever is first among the people; its examples were not looked at. */
export const patternFactories = (marker: string) => ({
  instructorPattern: (scope: Scope, { people = [] }: Around = {}) =>
    scope.transaction(async ({ em }) => {
      const author = people[0] ? em.getReference(User, people[0]) : null;
      const kind = { language: 'python', dimension: 'practice', severity: 'hint', writing: 'code' };
      // Names are unique.
      const name = marker + '·'.repeat(await em.count(InstructorPattern, {}));
      const texts = { name, message: marker, source: marker, bad: marker, good: marker };
      const pattern = em.create(InstructorPattern, { ...kind, ...texts, finding: { rule: {} }, author } as never);
      await em.flush();
      return pattern.id;
    }),
});
