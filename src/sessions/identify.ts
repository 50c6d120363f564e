import { LRUCache } from 'lru-cache';
import { lookUp } from '#src/database/look-up.ts';
import { DomainError } from '#src/errors.ts';
import { hashToken } from '#src/keys/tokens.ts';
import { Preferences } from '#src/people/preferences.ts';
import type { OrganizationRole } from '#src/people/user.entity.ts';
import type { Actor } from '#src/scope/actor.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import type { TokenScope } from './token-scopes.ts';

export interface Credentials {
  /** Value of the session cookie. */
  readonly cookie: string | null;
  /** What stands after `Bearer`. */
  readonly bearer: string | null;
  /** Whether the request is for `/api/v1`, where only bearers count, and tokens for programs are bearers too. */
  readonly isApi: boolean;
  /** The organization that the address already names (by its host name): everybody else's people are unknown there. */
  readonly organizationId?: string | null;
}

/** What every page shows of whoever is signed in. */
export interface Person {
  readonly name: string;
  readonly preferences: Preferences;
  /** A stored file. */
  readonly avatarId: string | null;
}

interface User {
  readonly kind: 'user';
  readonly actor: Extract<Actor, { kind: 'user' }>;
  readonly organizationId: string;
  /** Null for a token for programs. */
  readonly sessionId: string | null;
  readonly apiTokenId: string | null;
  /** What a token for programs is restricted to; null for a session, which may do all that its owner may. */
  readonly scopes: readonly TokenScope[] | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
  /** Null for a token for programs. */
  readonly person: Person | null;
  /** A cookie comes along by itself, so what came with one has to prove its origin. */
  readonly carriedBy: Carrier;
  /** Names whose frames may show the session's pages, and their origins. */
  readonly frame: string | null;
  readonly frameOrigins: readonly string[];
}

interface Operator {
  readonly kind: 'operator';
  readonly actor: Extract<Actor, { kind: 'operator' }>;
  readonly sessionId: string;
  readonly name: string;
  readonly carriedBy: Carrier;
}

type Carrier = 'cookie' | 'bearer';
export type Identified = { readonly kind: 'anonymous' } | User | Operator;

/**
 * Says who asks, with the roles of this moment, in at most one round trip. A bearer counts before a cookie, and alone: falling
 * back to the cookie would let a worthless bearer switch off the check of the request's origin. A cookie that is not valid is
 * nobody's; for a bearer DomainError `unauthenticated` is thrown.
 */
export async function identify(kernel: Kernel, credentials: Credentials): Promise<Identified> {
  const { cookie, bearer, isApi } = credentials;
  if (bearer !== null) {
    const found = await find(kernel, bearer, 'bearer', credentials);
    if (!found) throw new DomainError('unauthenticated', refusalKey(bearer, isApi));
    return found;
  }
  const found = cookie === null || isApi ? null : await find(kernel, cookie, 'cookie', credentials);
  return found ?? { kind: 'anonymous' };
}

const refusalKey = (bearer: string, isApi: boolean) =>
  bearer.startsWith('ap_') && !isApi ? 'kernel.error.tokenOutsideApi' : 'kernel.error.bearer';

const shape = /^(?<kind>a[sop])_[\w-]{43}$/;

/** The token says by its first letters what it is, so that one look-up is enough. */
async function find(kernel: Kernel, token: string, carriedBy: Carrier, credentials: Credentials) {
  const kind = shape.exec(token)?.groups?.kind;
  const isForPrograms = kind === 'ap';
  if (!kind || (isForPrograms && !(credentials.isApi && carriedBy === 'bearer'))) return null;
  const hash = hashToken(token);
  if (kind === 'ao') return findOperator(kernel, hash, carriedBy);
  const row = await lookUp<UserRow>(kernel.orm, isForPrograms ? 'find_api_token' : 'find_framed_session', [hash]);
  if (!row || !belongsHere(row, credentials)) return null;
  return userOf(row, isForPrograms, carriedBy);
}

interface UserRow {
  readonly id: string;
  readonly organization_id: string;
  readonly user_id: string;
  readonly roles: readonly OrganizationRole[];
  readonly scopes?: readonly TokenScope[];
  readonly locale: string | null;
  readonly time_zone: string | null;
  readonly name?: string;
  readonly preferences?: unknown;
  readonly avatar_id?: string | null;
  readonly frame?: string | null;
  readonly frame_origins?: readonly string[];
}

const belongsHere = (row: UserRow, { organizationId = null }: Credentials) =>
  organizationId === null || organizationId === row.organization_id;

const userOf = (row: UserRow, isForPrograms: boolean, carriedBy: Carrier): User => ({
  kind: 'user',
  actor: { kind: 'user', id: row.user_id, roles: new Set(row.roles) },
  organizationId: row.organization_id,
  sessionId: isForPrograms ? null : row.id,
  apiTokenId: isForPrograms ? row.id : null,
  scopes: isForPrograms ? (row.scopes ?? []) : null,
  locale: row.locale,
  timeZone: row.time_zone,
  person: personOf(row),
  carriedBy,
  frame: row.frame ?? null,
  frameOrigins: row.frame_origins ?? [],
});

const personOf = ({ name, preferences, avatar_id: avatarId = null }: UserRow): Person | null =>
  name === undefined ? null : { name, preferences: readPreferences(preferences), avatarId };

/** Most people leave most of them as they are, and every request reads them. */
const known = new LRUCache<string, Preferences>({ max: 1_000 });

function readPreferences(stored: unknown): Preferences {
  const text = JSON.stringify(stored);
  const preferences = known.get(text) ?? Preferences.parse(stored);
  known.set(text, preferences);
  return preferences;
}

async function findOperator(kernel: Kernel, hash: string, carriedBy: Carrier): Promise<Operator | null> {
  const row = await lookUp<{ id: string; operator_id: string; name: string }>(kernel.orm, 'find_signed_in_operator', [
    hash,
  ]);
  if (!row) return null;
  const { id: sessionId, operator_id: id, name } = row;
  return { kind: 'operator', actor: { kind: 'operator', id }, sessionId, name, carriedBy };
}
