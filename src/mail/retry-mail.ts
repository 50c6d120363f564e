import { DomainError, notFound } from '#src/errors.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { enqueueMail } from './enqueue-mail.ts';
import { mailRows } from './mail-rows.ts';

/** Sends a mail that failed once more, in the open transaction. Throws DomainError `notFound`, or `conflict` if it did not fail. */
export async function retryMail(scope: Scope | InstallationScope, id: string): Promise<void> {
  const row = await mailRows(scope).find(id);
  if (!row) throw notFound('mail');
  if (row.state !== 'failed') throw new DomainError('conflict', 'kernel.error.mailNotFailed');
  await mailRows(scope).change(id, { state: 'queued' });
  await enqueueMail(scope, row);
}
