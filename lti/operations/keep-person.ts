import { Identity } from '#src/people/identity.entity.ts';
import { User } from '#src/people/user.entity.ts';
import { findLocale } from '#src/messages/locale.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Claims } from '../claims.ts';
import type { FoundLogin } from '../found-login.ts';
import type { Known } from './consume-login.ts';

/**
 * The person of a launch: known by platform and `sub` in the organization, or made now, as a learner (Core 5.3.6). Whatever the
 * LMS says they are, it grants no role in the organization; an e-mail address joins nobody to anybody. Returns the user's id.
 */
export async function keepPerson(scope: Scope, login: FoundLogin, claims: Claims, known: Known): Promise<string> {
  const { em } = scope;
  if (known.user_id === null) return makePerson(scope, login, claims);
  const name = nameOf(claims);
  const changes = {
    ...(name !== null && name !== known.user_name ? { name } : {}),
    ...(known.has_email ? {} : { email: await freeAddress(scope, claims.email) }),
  };
  const isChanged = 'name' in changes || (changes.email ?? null) !== null;
  if (isChanged) await em.nativeUpdate(User, { id: known.user_id }, changes);
  return known.user_id;
}

async function makePerson(scope: Scope, login: FoundLogin, claims: Claims) {
  const { em } = scope;
  const user = em.create(User, {
    name: nameOf(claims) ?? substituteFor(claims),
    email: await freeAddress(scope, claims.email),
    emailVerifiedAt: null,
    roles: ['learner'],
    locale: findLocale([claims.launchPresentation?.locale ?? claims.locale ?? '']),
  } as never);
  em.create(Identity, { user, kind: 'lti', provider: login.platform_id, subject: claims.sub } as never);
  await em.flush();
  return user.id;
}

/** `name`, else its parts; null where the platform keeps them to itself, so that a name that it told before stays. */
function nameOf({ name, given_name: given, family_name: family }: Claims): string | null {
  const parts = [given, family].filter((part) => part?.trim()).join(' ');
  const found = [name, parts].find((text) => text?.trim());
  return found?.trim().slice(0, 200) ?? null;
}

/** What stands before the @; else nobody's name: the last letters of an id that only the platform can resolve. */
const substituteFor = ({ email, sub }: Claims) => email?.split('@')[0]?.trim().slice(0, 200) || `User ${sub.slice(-6)}`;

/** An address that somebody of the organization has stays theirs; without one an account is as good. */
async function freeAddress({ em }: Scope, email: string | null | undefined) {
  const address = email?.trim().toLowerCase() ?? '';
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) return null;
  return (await em.count(User, { email: address })) > 0 ? null : address;
}
