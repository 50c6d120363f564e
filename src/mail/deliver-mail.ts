import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { composeMail } from './compose-mail.ts';
import { MailFailure } from './mail-failure.ts';
import { stepWithMails } from './mail-rows.ts';

/** A mail server may be down for a day: with pauses that grow to ten minutes these tries take a little longer. */
const sending = {
  /** `about` is for an operator who decides whether it may leave; the queue never holds the whole address. */
  data: z.object({ mailId: z.uuid(), about: z.string() }),
  work: 'steps',
  outgoing: true,
  retries: 160,
  concurrency: 4,
  run: deliver,
  gaveUp: giveUp,
} as const;

export const sendOrganizationMail = defineJob({ ...sending, name: 'kernel.sendMail' });
export const sendInstallationMail = defineJob({ ...sending, name: 'kernel.sendInstallationMail', per: 'installation' });

type AnyScope = Scope | InstallationScope;

interface Payload {
  readonly mailId: string;
  readonly about: string;
}

async function deliver(scope: AnyScope, { mailId }: Payload) {
  const row = await stepWithMails(scope, (mails) => mails.find(mailId));
  if (!row || row.state === 'sent') return;
  const reason = await attempt(scope, row);
  if (reason === null) return;
  await stepWithMails(scope, (mails, now) =>
    mails.change(mailId, { state: 'sent', sentAt: now, attempts: row.attempts + 1, reason, sealedData: null }),
  );
}

/** The server's words, or null when it will never take this mail. Throws what may pass, so that the job is tried again. */
async function attempt(scope: AnyScope, row: Parameters<typeof composeMail>[1]) {
  try {
    return await scope.mails.deliver(composeMail(scope, row));
  } catch (error) {
    const isPermanent = error instanceof MailFailure && error.permanent;
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
    await stepWithMails(scope, (mails) =>
      mails.change(row.id, { attempts: row.attempts + 1, reason, state: isPermanent ? 'failed' : row.state }),
    );
    if (isPermanent) return null;
    throw error;
  }
}

async function giveUp(scope: AnyScope, { mailId }: Payload) {
  await stepWithMails(scope, async (mails) => {
    const row = await mails.find(mailId);
    if (row?.state === 'queued') await mails.change(mailId, { state: 'failed' });
  });
}
