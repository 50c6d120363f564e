import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { PatternId } from '../patterns/pattern-ids.ts';
import { SilencedPattern } from './silenced-pattern.entity.ts';

/** From now on nobody of the organization is told of this pattern. Twice is as good as once. */
export async function silencePattern({ em, actor }: Scope, patternId: PatternId): Promise<void> {
  if (await em.findOne(SilencedPattern, { patternId })) return;
  const silencedBy = actor.kind === 'user' ? em.getReference(User, actor.id) : null;
  em.create(SilencedPattern, { patternId, silencedBy });
  await em.flush();
}

/** Tells of it again. */
export async function unsilencePattern({ em }: Scope, patternId: PatternId): Promise<void> {
  await em.nativeDelete(SilencedPattern, { patternId });
}

/** The patterns that the organization of the Scope has switched off. */
export async function silencedPatterns({ em }: Scope): Promise<ReadonlySet<string>> {
  const silenced = await em.find(SilencedPattern, {});
  return new Set(silenced.map(({ patternId }) => patternId));
}
