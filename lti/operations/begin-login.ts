import { LRUCache } from 'lru-cache';
import { hashToken, newToken } from '#src/keys/tokens.ts';
import { defineLimit } from '#src/limits/limit.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { LaunchRejected } from '../launch-rejected.ts';
import type { LoginRequest } from '../login-request.ts';
import { redirectUri } from '../tool-addresses.ts';

export interface BegunLogin {
  readonly state: string;
  /** For the binding cookie; the row has its hash only. */
  readonly bindingSecret: string;
  /** For the platform's storage, where it was offered: never in an address or a form. */
  readonly storageSecret: string | null;
  readonly authorizationUrl: string;
}

export const loginMinutes = 10;

/** Open logins at one registration: a university's class at nine o'clock fits, a flood does not. Never by address. */
const openLogins = defineLimit({ name: 'lti.login', points: 6_000, seconds: loginMinutes * 60 });

/**
 * Begins a login that a platform asks for (Security Framework 5.1.1.1): stores state and nonce, and says where the browser
 * goes next. Throws LaunchRejected for a registration that cannot be told and for a target that is not ours.
 */
export async function beginLogin(scope: InstallationScope, request: LoginRequest): Promise<BegunLogin> {
  const { origin } = new URL(scope.url('/'));
  if (URL.parse(request.target_link_uri)?.origin !== origin)
    throw new LaunchRejected('target-outside', request.target_link_uri);
  const [state, nonce, bindingSecret] = [newToken('ls'), newToken('ln'), newToken('lb')];
  const storageSecret = request.lti_storage_target === undefined ? null : newToken('lc');
  const registration = await store(scope, request, {
    state,
    nonce,
    targetLinkUri: request.target_link_uri,
    bindingHash: hashToken(bindingSecret),
    storageHash: storageSecret && hashToken(storageSecret),
    storageTarget: request.lti_storage_target ?? null,
    request,
  });
  const { authorization_endpoint: endpoint, client_id: clientId } = registration;
  const authorizationUrl = authorization(endpoint, {
    ...request,
    clientId,
    state,
    nonce,
    redirectUri: redirectUri(scope),
  });
  return { state, bindingSecret, storageSecret, authorizationUrl };
}

interface FoundRegistration {
  readonly id: string;
  readonly client_id: string;
  readonly authorization_endpoint: string;
  readonly status: 'active' | 'suspended';
  readonly matches: number;
}

/** Ids of registrations by what logins name: a flood of logins at one of them is refused before anything is stored. */
const knownIds = new LRUCache<string, string>({ max: 5_000, ttl: loginMinutes * 60_000 });

/** Finds the registration and stores the login, in one round trip. Without a client id it is the only one (Core 4.1.3). */
async function store(scope: InstallationScope, { iss, client_id: named }: LoginRequest, login: object) {
  const clientId = named ?? null;
  const key = JSON.stringify([iss, clientId]);
  const known = knownIds.get(key);
  if (known) await scope.limits.consume(openLogins, known);
  const found = await scope.lookUp<FoundRegistration>('begin_lti_login', iss, clientId, JSON.stringify(login));
  if (!found) throw new LaunchRejected('registration-unknown', [iss, clientId].filter(Boolean).join(' · '));
  if (found.matches > 1) throw new LaunchRejected('registration-ambiguous', iss);
  if (found.status !== 'active') throw new LaunchRejected('registration-suspended', iss);
  knownIds.set(key, found.id);
  return found;
}

interface Asked extends LoginRequest {
  readonly clientId: string;
  readonly state: string;
  readonly nonce: string;
  readonly redirectUri: string;
}

/** Security Framework 5.1.1.2; a query that the endpoint has is kept, and the hints go back as they came. */
function authorization(endpoint: string, asked: Asked) {
  const url = new URL(endpoint);
  const parameters = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    login_hint: asked.login_hint,
    ...(asked.lti_message_hint === undefined ? {} : { lti_message_hint: asked.lti_message_hint }),
    state: asked.state,
    nonce: asked.nonce,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
