import { demoContent } from '#src/demo/load-demo.ts';
import { User, type OrganizationRole } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { newInvitation } from './invitations/new-invitation.ts';

const people: readonly (readonly [name: string, address: string, ...roles: OrganizationRole[]])[] = [
  ['Amal Haddad', 'amal.haddad', 'instructor'],
  ['Björn Lindqvist', 'bjorn.lindqvist', 'learner'],
  ['Chiamaka Okafor', 'chiamaka.okafor', 'learner', 'mentor'],
  ['Diego Fernández', 'diego.fernandez', 'learner'],
  ['Elif Yıldız', 'elif.yildiz', 'learner'],
  ['Farah Siddiqui', 'farah.siddiqui', 'learner'],
  ['Giulia Rossi', 'giulia.rossi', 'learner'],
  ['Hiroshi Tanaka', 'hiroshi.tanaka', 'learner'],
  ['Ioana Popescu', 'ioana.popescu', 'learner'],
  ['Jakub Nowak', 'jakub.nowak', 'moderator'],
  ['Linh Nguyễn', 'linh.nguyen', 'learner'],
  ['Māra Ozola', 'mara.ozola', 'researcher'],
];
const invited = 'new.colleague@demo.example';
const waiting = ['Nia Williams', 'nia.williams'] as const;

/** Members without a way to sign in, somebody who waits for a yes, and an open invitation: so that no list is empty. */
export const demoMembers = demoContent(async (scope) => scope.transaction(addMembers));

async function addMembers(scope: Scope) {
  const { em } = scope;
  const addresses = [...people.map(([, address]) => address), waiting[1]].map(addressOf);
  const known = await em.find(User, { email: { $in: addresses } }, { fields: ['email'] });
  if (known.length > 0) return;
  const emailVerifiedAt = scope.now();
  for (const [name, address, ...roles] of people)
    em.create(User, { name, email: addressOf(address), emailVerifiedAt, roles } as never);
  const waits = { awaitingApprovalSince: emailVerifiedAt, emailVerifiedAt, roles: ['learner'] };
  em.create(User, { name: waiting[0], email: addressOf(waiting[1]), ...waits } as never);
  newInvitation(scope, { roles: ['instructor'], days: 14 }, { email: invited, uses: 1 });
}

const addressOf = (name: string) => `${name}@demo.example`;
