import type { Actor } from '#src/scope/actor.ts';

const writing = ['owner', 'admin', 'instructor'] as const;
const keeping = ['owner', 'admin'] as const;

/** Who writes problems for the whole organization. */
export const writesProblems = (actor: Actor) => actor.kind === 'user' && writing.some((role) => actor.roles.has(role));

/** Who looks after everybody's problems. */
export const keepsProblems = (actor: Actor) => actor.kind === 'user' && keeping.some((role) => actor.roles.has(role));

/** What somebody has written: for everybody only if they write for the organization, and else for their own courses alone. */
export const seenBy = <C extends { readonly visibility: 'public' | 'private' }>(actor: Actor, content: C): C =>
  actor.kind === 'user' && !writesProblems(actor) ? { ...content, visibility: 'private' } : content;
