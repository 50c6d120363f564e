import { invalid } from '#src/errors.ts';
import { refuseStale } from '#src/http/stale-save/refuse-stale.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { checkPattern } from './check-pattern.ts';
import { InstructorPattern } from './own-pattern.entity.ts';
import type { PatternForm } from './pattern-form.ts';

/** Adds a pattern once its examples have proved it; it is on from then on. Throws DomainError `invalid` as `checkPattern`, and for a name that is taken. */
export async function addPattern(scope: Scope, form: PatternForm): Promise<InstructorPattern> {
  const finding = await checkPattern(form);
  return scope.transaction(async (inside) => {
    const { em, actor } = inside;
    await refuseTaken(inside, form.name, null);
    const author = actor.kind === 'user' ? em.getReference(User, actor.id) : null;
    const pattern = em.create(InstructorPattern, { ...form, finding, author } as never);
    await em.flush();
    return pattern;
  });
}

const fields = ['name', 'language', 'dimension', 'severity', 'message', 'writing', 'source', 'bad', 'good'] as const;

/** Changes a pattern, by the same rules. Throws DomainError `conflict` with both texts where somebody else saved meanwhile. */
export async function editPattern(
  scope: Scope,
  id: string,
  { version, ...form }: PatternForm & { readonly version: number },
): Promise<void> {
  const finding = await checkPattern(form);
  await scope.transaction(async (inside) => {
    const pattern = await inside.em.findOneOrFail(InstructorPattern, { id });
    refuseStale(pattern, { ...form, version }, fields);
    await refuseTaken(inside, form.name, id);
    inside.em.assign(pattern, { ...form, finding });
    await inside.em.flush();
  });
}

async function refuseTaken({ em }: Scope, name: string, id: string | null) {
  const other = await em.findOne(InstructorPattern, { name });
  if (other && other.id !== id) throw invalid({ field: 'name', key: 'code-analysis.own.error.taken' });
}
