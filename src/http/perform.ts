import { DomainError, notFound } from '#src/errors.ts';
import { begun } from '#src/scope/begun.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { everybody } from './allow.ts';
import type { Handled } from './handled.ts';
import type { Route } from './route.ts';
import type { Visit } from './visit.ts';

type AnyScope = Scope | InstallationScope;

export interface Asked {
  readonly params: unknown;
  readonly query: unknown;
  readonly files: Readonly<Record<string, unknown>>;
  readonly visit: Visit;
  /** Reads the body by the route's schema, once the actor may come here. Throws DomainError `invalid`. */
  body(): unknown;
}

/** Authorizes, validates and handles, in the transaction that the route's `work` asks for. */
export async function perform(route: Route, scope: AnyScope, asked: Asked): Promise<Handled> {
  const { params, query, files, visit } = asked;
  if (route.work === 'steps') {
    // Where everybody may come there is nothing to look up, and no transaction to open for it.
    const row =
      (route.allow as unknown) === everybody
        ? await everybody()
        : await inTransaction(scope, (inside) => authorize(route, inside, asked), true);
    return route.handle(scope as never, { params, query, files, visit, body: asked.body(), row } as never);
  }
  return inTransaction(
    scope,
    async (inside) => {
      const row = await authorize(route, inside, asked);
      await begun(inside);
      return route.handle(inside as never, { params, query, files, visit, body: asked.body(), row } as never);
    },
    route.work === 'read',
  );
}

/** No row: signed out, one is asked to sign in; signed in, there is nothing here. */
export async function authorize(route: Route, scope: AnyScope, { params, query }: Pick<Asked, 'params' | 'query'>) {
  const row = await route.allow(scope as never, params as never, query as never);
  if (row) return row;
  if (scope.actor.kind === 'anonymous') throw new DomainError('unauthenticated', 'kernel.error.unauthenticated');
  throw notFound('page');
}

/** What `work` asks first goes with BEGIN; until it is answered, or `begun`, the scope has no clock. */
export function inTransaction<R>(
  scope: AnyScope,
  work: (scope: AnyScope) => Promise<R>,
  readOnly: boolean,
): Promise<R> {
  const options = { readOnly, joinsFirst: true };
  return scope.organization === null ? scope.transaction(work, options) : scope.transaction(work, options);
}
