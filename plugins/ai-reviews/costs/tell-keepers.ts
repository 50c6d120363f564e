import type { Mail } from '#src/mail/define-mail.ts';
import { sendMail } from '#src/mail/send-mail.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';

const query = `select id from "user" where organization_id = ? and roles && array['owner', 'admin'] and email is not null and suspended_at is null`;

/** Writes to those who look after the organization, to each in their own language. In the open transaction. */
export async function tellKeepers<D>(scope: Scope, mail: Mail<D>, data: D): Promise<void> {
  const { em, organization } = scope;
  const ids = await em.execute<{ id: string }[]>(query, [organization.id]);
  for (const { id, name, email, locale, timeZone } of await em.find(User, { id: { $in: ids.map((row) => row.id) } }))
    await sendMail(scope, mail, {
      to: { address: email!, name },
      recipientId: id,
      locale: locale ?? organization.locale,
      timeZone: timeZone ?? organization.timeZone,
      data,
    });
}
