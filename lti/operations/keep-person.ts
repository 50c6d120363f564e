import { Identity } from '#src/people/identity.entity.ts';
import { User } from '#src/people/user.entity.ts';
import { findLocale } from '#src/messages/locale.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { Claims } from '../claims.ts';
import type { FoundLogin } from '../found-login.ts';
import { namelessPerson, personName } from '../person-name.ts';
import type { Known } from './consume-login.ts';

/**
 * The person of a launch: known by platform and `sub` in the organization, or made now, as a learner (Core 5.3.6). Whatever the
 * LMS says they are, it grants no role in the organization; an e-mail address joins nobody to anybody. Returns the user's id.
 */
export async function keepPerson(scope: Scope, login: FoundLogin, claims: Claims, known: Known): Promise<string> {
  const { em } = scope;
  if (known.user_id === null) return makePerson(scope, login, claims);
  const name = personName(claims);
  const changes = {
    ...(name !== null && name !== known.user_name ? { name } : {}),
    ...(isFirstLaunch(known) ? { locale: localeOf(claims) } : {}),
    ...(known.has_email ? {} : { email: await freeAddress(scope, claims.email) }),
  };
  const isChanged = 'name' in changes || (changes.locale ?? null) !== null || (changes.email ?? null) !== null;
  if (isChanged) await em.nativeUpdate(User, { id: known.user_id }, changes);
  return known.user_id;
}

async function makePerson(scope: Scope, login: FoundLogin, claims: Claims) {
  const { em } = scope;
  const user = em.create(User, {
    name: personName(claims) ?? substituteFor(claims),
    email: await freeAddress(scope, claims.email),
    emailVerifiedAt: null,
    roles: ['learner'],
    locale: localeOf(claims),
  } as never);
  em.create(Identity, { user, kind: 'lti', provider: login.platform_id, subject: claims.sub } as never);
  await em.flush();
  return user.id;
}

/** Who was known by the roster alone: it says neither language nor address. */
const isFirstLaunch = ({ membership }: Known) => membership?.launched_at === null;

const localeOf = (claims: Claims) => findLocale([claims.launchPresentation?.locale ?? claims.locale ?? '']);

/** What stands before the @. */
const substituteFor = ({ email, sub }: Claims) => email?.split('@')[0]?.trim().slice(0, 200) || namelessPerson(sub);

/** An address that somebody of the organization has stays theirs; without one an account is as good. */
async function freeAddress({ em }: Scope, email: string | null | undefined) {
  const address = email?.trim().toLowerCase() ?? '';
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) return null;
  return (await em.count(User, { email: address })) > 0 ? null : address;
}
