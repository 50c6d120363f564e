import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { defineJob } from '#src/jobs/job.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import { Identity } from '#src/people/identity.entity.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { Asker } from '../asker.ts';
import { openFor } from '../closed-data.ts';
import { alreadyHereMail } from '../mails.ts';
import { mailVerification } from './mail-verification.ts';

/** Purpose under which the wish is sealed. */
export const admission = 'account-admission';

const Wish = z.object({
  name: z.string(),
  email: z.string(),
  passwordHash: z.string(),
  locale: z.string(),
  needsApproval: z.boolean(),
  asker: Asker,
});
type Wish = z.output<typeof Wish>;

/** Makes an account that waits for its address to be confirmed, or tells whoever has one already. */
export const admitPerson = defineJob({
  name: 'accounts.admitPerson',
  data: z.object({ sealed: z.string() }),
  async run(scope: Scope, { sealed }: { sealed: string }) {
    const wish = openFor(scope, admission, Wish, sealed);
    const known = await scope.em.findOne(User, { email: wish.email });
    if (known?.suspendedAt) return;
    if (known?.emailVerifiedAt) return tell(scope, known, wish);
    const user = known ? await replace(scope, known, wish) : await admit(scope, wish);
    if (!user) return tell(scope, known!, wish);
    await mailVerification(scope, user, wish);
  },
});

/** Whatever was sent, somebody who signs up is a learner. */
async function admit(scope: Scope, { name, email, passwordHash, locale, needsApproval }: Wish): Promise<User> {
  const awaitingApprovalSince = needsApproval ? scope.now() : null;
  const fields = { name, email, emailVerifiedAt: null, roles: ['learner'], locale, awaitingApprovalSince };
  const user = scope.em.create(User, fields as never);
  scope.em.create(Identity, { user, kind: 'password', provider: '', subject: email, passwordHash } as never);
  await scope.em.flush();
  scope.afterCommit(() => audit(scope, { action: 'user.signedUp', target: { type: 'user', id: user.id } }));
  return user;
}

/** As long as nobody has confirmed the address, the last wish counts: its mail makes the links of earlier ones worthless. */
async function replace(scope: Scope, user: User, { name, passwordHash }: Wish): Promise<User | null> {
  const identity = await scope.em.findOne(Identity, { user: user.id, kind: 'password' });
  if (!identity) return null;
  user.name = name;
  // Roles that an invitation gave to whoever typed this address first are not for whoever signs up with it.
  user.roles = ['learner'];
  identity.passwordHash = passwordHash;
  return user;
}

async function tell(scope: Scope, user: User, { email, asker, locale }: Wish) {
  const door = `/o/${scope.organization.slug}/auth`;
  await sendMail(scope, alreadyHereMail, {
    to: { address: email, name: user.name },
    recipientId: user.id,
    locale,
    data: {
      organization: scope.organization.name,
      name: user.name,
      asker,
      signInLink: scope.url(`${door}/login`),
      resetLink: scope.url(`${door}/forgot-password`),
    },
  });
}
