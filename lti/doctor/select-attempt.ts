import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import type { LaunchStep } from '../launch-rejected.ts';
import type { AttemptRow, AttemptSource } from './attempt-list.ts';

export interface Attempted extends AttemptRow {
  readonly passed: readonly LaunchStep[];
  readonly detail: string | null;
  readonly clientId: string | null;
  readonly deploymentId: string | null;
  /** Of the registration that it came to; null where it came to none. */
  readonly registered: {
    readonly issuer: string;
    readonly clientId: string;
    readonly authorizationEndpoint: string;
    readonly jwksUri: string;
  } | null;
}

const more = `attempt.passed, attempt.detail, attempt.client_id as "clientId", attempt.deployment_id as "deploymentId",
  case when registration.id is not null then json_build_object('issuer', platform.issuer, 'clientId', registration.client_id,
    'authorizationEndpoint', registration.authorization_endpoint, 'jwksUri', registration.jwks_uri) end as registered`;

/** One attempt, in one statement; null for one that is another organization's, or anybody's where nobody's are read. */
export async function selectAttempt(
  { em, organization }: Pick<Scope | InstallationScope, 'em' | 'organization'>,
  { select, from }: AttemptSource,
  id: string,
): Promise<Attempted | null> {
  const [row] = await em.execute<Attempted[]>(
    `select ${select}, ${more} from ${from} where attempt.organization_id is not distinct from ?::uuid and attempt.id = ?`,
    [organization?.id ?? null, id],
  );
  return row ?? null;
}
