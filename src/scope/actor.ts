import type { OrganizationRole } from '#src/people/user.entity.ts';

/** Who acts. Rights are read from the database at each request; a job never carries roles. */
export type Actor =
  | { readonly kind: 'user'; readonly id: string; readonly roles: ReadonlySet<OrganizationRole> }
  | { readonly kind: 'operator'; readonly id: string }
  | { readonly kind: 'system'; readonly onBehalfOf: string | null }
  | { readonly kind: 'anonymous' };

export const system: Actor = { kind: 'system', onBehalfOf: null };

/** The id under which an act is remembered: the person, or the person for whom the system works. */
export function accountable(actor: Actor): string | null {
  switch (actor.kind) {
    case 'user':
    case 'operator':
      return actor.id;
    case 'system':
      return actor.onBehalfOf;
    case 'anonymous':
      return null;
  }
}

/** Where the act came from. */
export type Origin =
  | {
      readonly requestId: string;
      readonly ip: string;
      readonly userAgent: string | null;
      readonly sessionId?: string | null;
    }
  | { readonly requestId: string; readonly job: string }
  | { readonly requestId: string; readonly command: string };
