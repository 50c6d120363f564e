import { randomUUID } from 'node:crypto';
import type { App } from '#src/app.ts';
import { createOperator } from '#src/people/create-operator.ts';
import { startOperatorSession } from '#src/sessions/start-operator-session.ts';
import type { Scope } from '#src/scope/scope.ts';
import { anInstallationScope } from './app.ts';
import { aSignedInPerson } from './people.ts';

/** Somebody who looks at pages. */
export interface Reader {
  readonly who: 'keeper' | 'learner' | 'operator' | 'nobody';
  /** What stands before every path of theirs. */
  readonly entrance: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null where they are nobody of the organization. */
  readonly userId: string | null;
}

/** One of each kind: an owner and administrator, a learner, somebody who runs the installation, and somebody not signed in. */
export async function everyReader(app: App, scope: Scope): Promise<readonly Reader[]> {
  const keeper = await aSignedInPerson(scope, ['owner', 'admin']);
  const learner = await aSignedInPerson(scope, ['learner']);
  const signedIn = (authorization: string, userId: string | null) => ({
    entrance: '',
    headers: { authorization },
    userId,
  });
  return [
    { who: 'keeper', ...signedIn(keeper.authorization, keeper.user.id) },
    { who: 'learner', ...signedIn(learner.authorization, learner.user.id) },
    { who: 'operator', ...signedIn(`Bearer ${await operatorToken(app)}`, null) },
    { who: 'nobody', entrance: `/o/${scope.organization.slug}`, headers: {}, userId: null },
  ];
}

async function operatorToken(app: App) {
  const scope = anInstallationScope(app);
  const form = { name: 'Olga', email: `${randomUUID()}@example.com`, password: 'a long enough password' };
  const { operator } = await createOperator(scope, form);
  const visit = { ip: '127.0.0.1', userAgent: null };
  return scope.transaction(async (inside) => (await startOperatorSession(inside, operator, visit)).token);
}
