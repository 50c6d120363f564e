import { randomUUID } from 'node:crypto';
import { audit } from '#src/audit/audit.ts';
import type { InstallationEntityManager, InstallationScope, Scope } from '#src/scope/scope.ts';
import { LtiDeployment } from '../deployment.entity.ts';
import { LtiPlatform } from '../platform.entity.ts';
import { LtiRegistration } from '../registration.entity.ts';
import { platformOrigins } from './find-deployment.ts';

/** What a platform says of itself, as an administrator typed it or as it answered a dynamic registration. */
export interface RegistrationForm {
  readonly issuer: string;
  readonly clientId: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly jwksUri: string;
  readonly tokenAudience?: string | null;
  readonly name?: string | null;
  /** Of the issuer, where that is not the site alone; else the name is both. */
  readonly platformName?: string | null;
  readonly productFamily?: string | null;
  readonly scopes?: readonly string[] | null;
  readonly messages?: readonly string[] | null;
  /** Where the platform lets us change the registration, with the token for it. */
  readonly registrationClientUri?: string | null;
  readonly registrationAccessToken?: string | null;
  /** The organization that invites the platform; null where operators share the registration out. */
  readonly organizationId: string | null;
  /** Deployments that are the organization's. */
  readonly deploymentIds: readonly string[];
}

export interface Registered {
  readonly platformId: string;
  readonly registrationId: string;
}

/**
 * Stores a registration, and with an organization its deployments, in the open transaction. One issuer may have many client ids
 * (Core 3.1.3); one that is there already is refused. Throws UniqueConstraintViolationException for the same issuer and client id.
 */
export async function registerPlatform(scope: InstallationScope, form: RegistrationForm): Promise<Registered> {
  const { organizationId } = form;
  if (organizationId) return scope.within(organizationId, (inside) => registerForOrganization(inside, form));
  const registered = await store(scope, form);
  remember(scope, registered.registrationId, form);
  return registered;
}

/** The same for the Scope's organization, where its own administrator asks for it. */
export async function registerForOrganization(
  scope: Scope,
  form: Omit<RegistrationForm, 'organizationId'>,
): Promise<Registered> {
  const registered = await store(scope, { ...form, organizationId: scope.organization.id });
  await addDeployments(scope, registered.registrationId, form);
  remember(scope, registered.registrationId, form);
  return registered;
}

type Store = Pick<InstallationScope, 'keys'> & {
  readonly em: Pick<InstallationEntityManager, 'findOne' | 'create' | 'flush'>;
};

async function store(scope: Store, form: RegistrationForm): Promise<Registered> {
  const { em } = scope;
  const platformId = await platformOf(scope, form);
  const id = randomUUID();
  em.create(LtiRegistration, {
    id,
    platform: platformId,
    clientId: form.clientId,
    authorizationEndpoint: form.authorizationEndpoint,
    tokenEndpoint: form.tokenEndpoint,
    jwksUri: form.jwksUri,
    tokenAudience: form.tokenAudience ?? null,
    name: form.name ?? null,
    productFamily: form.productFamily ?? null,
    scopes: form.scopes ? [...form.scopes] : null,
    messages: form.messages ? [...form.messages] : null,
    invitedBy: form.organizationId,
    registrationClientUri: form.registrationClientUri ?? null,
    sealedRegistrationToken: form.registrationAccessToken ? seal(scope, form.registrationAccessToken, id) : null,
  });
  await em.flush();
  return { platformId, registrationId: id };
}

const seal = ({ keys }: Store, token: string, id: string) =>
  keys.seal(LtiRegistration.sealed.sealedRegistrationToken, token, id);

async function platformOf({ em }: Store, { issuer, name, platformName }: RegistrationForm) {
  const known = await em.findOne(LtiPlatform, { issuer });
  if (known) {
    // Whoever came first may have had no name for an issuer that many share.
    if (platformName) known.name ??= platformName;
    return known.id;
  }
  const platform = em.create(LtiPlatform, { issuer, name: platformName ?? name ?? null });
  await em.flush();
  return platform.id;
}

async function addDeployments({ em }: Scope, registration: string, form: Omit<RegistrationForm, 'organizationId'>) {
  const frameOrigins = platformOrigins({ issuer: form.issuer, authorization_endpoint: form.authorizationEndpoint });
  for (const deploymentId of form.deploymentIds)
    em.create(LtiDeployment, {
      registration,
      deploymentId,
      frameOrigins,
      productFamily: form.productFamily ?? null,
    } as never);
  await em.flush();
}

const remember = (
  scope: Scope | InstallationScope,
  id: string,
  { issuer, clientId, deploymentIds }: Omit<RegistrationForm, 'organizationId'>,
) => {
  const payload = { issuer, clientId, deploymentIds };
  scope.afterCommit(() =>
    audit(scope, { action: 'ltiRegistration.created', target: { type: 'ltiRegistration', id }, payload }),
  );
};
