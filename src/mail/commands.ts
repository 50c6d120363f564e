import { z } from 'zod';
import { defineCommand, type Shell } from '#src/commands/command.ts';
import { organizationId } from '#src/people/commands.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { mailRows } from './mail-rows.ts';
import { mailStates } from './outgoing-mail.entity.ts';
import { retryMail } from './retry-mail.ts';
import { sendMail } from './send-mail.ts';
import { testMail } from './test-mail.ts';

const org = z.string().optional().describe("Slug of the organization; without it the installation's own mails");

const sendTestMail = defineCommand({
  name: 'send-test-mail',
  summary: 'Queues a mail to see whether mail works',
  options: z.object({
    to: z.string().describe('E-mail address'),
    locale: z.enum(['en', 'de']).optional().describe('Language: en or de'),
  }),
  async run(shell, { to, locale = 'en' }) {
    const installation = await shell.scope();
    const id = await installation.transaction((scope) => {
      const data = { address: to, sentAt: scope.now().toISOString(), zone: scope.timeZone };
      return sendMail(scope, testMail, { to: { address: to }, data, locale });
    });
    return { data: { id }, text: `The mail ${id} is queued. \`npm run admin -- mails\` shows how it went.` };
  },
});

const listMails = defineCommand({
  name: 'mails',
  summary: 'Lists the latest outgoing mails and how they went',
  options: z.object({
    org,
    state: z.enum(mailStates).optional().describe('queued, sent or failed'),
  }),
  async run(shell, options) {
    const found = await inside(shell, options.org, (scope) => mailRows(scope).latest(options.state));
    const mails = found.map(({ id, mail, state, toAddress, attempts, reason }) => ({
      id,
      mail,
      state,
      toAddress,
      attempts,
      reason,
    }));
    const lines = mails.map(
      (each) => `${each.id}  ${each.state}  ${each.mail}  ${each.toAddress}  ${each.reason ?? ''}`,
    );
    return { data: { mails }, text: lines.join('\n') || 'No mail.' };
  },
});

const retryMailCommand = defineCommand({
  name: 'retry-mail',
  summary: 'Sends a mail that failed once more',
  options: z.object({ org, id: z.uuid().describe('Id of the mail') }),
  async run(shell, { org: slug, id }) {
    await inside(shell, slug, (scope) => retryMail(scope, id));
    return { data: { id }, text: `The mail ${id} is queued again.` };
  },
});

async function inside<R>(
  shell: Shell,
  slug: string | undefined,
  work: (scope: Scope | InstallationScope) => Promise<R>,
) {
  const scope = await shell.scope();
  if (!slug) return scope.transaction(work);
  const id = await organizationId(scope, slug);
  return scope.within(id, (tenant) => tenant.transaction(work));
}

export const mailCommands = [sendTestMail, listMails, retryMailCommand];
