import { Identity } from '#src/people/identity.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { messageTypes } from '../claim-names.ts';
import type { Claims } from '../claims.ts';
import type { FoundLogin } from '../found-login.ts';
import { LaunchRejected } from '../launch-rejected.ts';
import { namelessPerson, personName } from '../person-name.ts';
import { courseRoleOf } from '../roles.ts';

const learner = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';

/**
 * The person whose submission a review is about, made now where they never came; null for any other message. Staff see
 * everybody's, a learner their own (Submission Review 1.0). Throws LaunchRejected `review-of-another`.
 */
export async function keepReviewed(
  scope: Scope,
  { platform_id: platformId }: FoundLogin,
  claims: Claims,
  contextId: string | null,
): Promise<string | null> {
  const { forUser } = claims;
  if (claims.messageType !== messageTypes.submissionReview || !forUser) return null;
  const role = courseRoleOf(claims.roles);
  const isStaff = role === 'instructor' || role === 'teachingAssistant';
  if (!isStaff && forUser.user_id !== claims.sub) throw new LaunchRejected('review-of-another');
  const { em } = scope;
  const named = { kind: 'lti', provider: platformId, subject: forUser.user_id } as const;
  const known = await em.findOne(Identity, named);
  const userId = known ? known.user.id : await makePerson(em, named, forUser);
  if (contextId !== null) await join(scope, contextId, userId, forUser);
  return userId;
}

type ForUser = NonNullable<Claims['forUser']>;

async function makePerson(em: Scope['em'], named: { readonly subject: string }, forUser: ForUser) {
  const name = personName(forUser) ?? namelessPerson(forUser.user_id);
  const user = em.create(User, { name, email: null, emailVerifiedAt: null, roles: ['learner'] } as never);
  em.create(Identity, { user, ...named } as never);
  await em.flush();
  return user.id;
}

/** Whose submission is reviewed is a learner, as long as nobody says more. */
const join = ({ em, organization }: Scope, contextId: string, userId: string, { roles, person_sourcedid }: ForUser) =>
  em.execute(
    `insert into lti_membership (id, organization_id, context_id, user_id, roles, person_sourced_id)
      select gen_random_uuid(), ?, ?, ?, array(select jsonb_array_elements_text(?::jsonb)), ?
      on conflict (context_id, user_id) do nothing`,
    [organization.id, contextId, userId, JSON.stringify(roles ?? [learner]), person_sourcedid ?? null],
  );
