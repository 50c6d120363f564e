import { notFound } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { ShownTests } from './content/shown-of.ts';
import { versionMemory } from './version-memory.ts';

const seen = versionMemory<ShownTests>((shown) => JSON.stringify(shown).length);

/**
 * Languages, limits and tests of a version as students may see them: `readStatement` without the words, which may be revised.
 * In the open transaction, and mostly from memory. Throws DomainError `notFound`.
 */
export const readShown = (scope: Scope, versionId: string): Promise<ShownTests> =>
  seen(scope, versionId, async () => {
    const { em, organization } = scope;
    const [row] = await em.execute<{ shown: ShownTests }[]>(
      'select shown from problem_version where organization_id = ? and id = ?',
      [organization.id, versionId],
    );
    if (!row) throw notFound('problemVersion');
    return row.shown;
  });
