import { createHash } from 'node:crypto';
import { DomainError } from '#src/errors.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import type { Handled } from '../handled.ts';
import { replyFrom, type KeptReply } from './kept-reply.ts';

type AnyScope = Scope | InstallationScope;

/** One person's key and what it was used for. */
export interface Claim {
  readonly id: string;
  readonly personId: string;
  readonly fingerprint: string;
  /** People do not know of keys: who changes a form that was sent already is told so in other words. */
  readonly isForm: boolean;
  /** For how long the key is taken if nobody says more. */
  readonly seconds: number;
}

const retryAfterSeconds = 2;

/** The row of a key: nobody can name the row of another person or organization. */
export function claimId(organizationId: string | null, personId: string, key: string) {
  const hash = createHash('sha256')
    .update(JSON.stringify([organizationId, personId, key]))
    .digest('hex');
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * Takes the key in the open transaction: null when this request is the one that runs, else the answer that was kept. Waits
 * two seconds for another transaction that has the key. Throws DomainError `conflict` while it is being made, or when it was
 * made and its answer not kept, and `invalid` when the key was used for something else.
 */
export async function claimKey(scope: AnyScope, claim: Claim): Promise<Handled | null> {
  if (await take(scope, claim)) return null;
  const [row] = await scope.em.execute<{ fingerprint: string; reply: KeptReply | null }[]>(
    'select fingerprint, reply from kept_answer where id = ?',
    [claim.id],
  );
  if (!row) throw beingMade();
  if (row.fingerprint !== claim.fingerprint) throw usedForAnother(claim);
  if (!row.reply) throw beingMade();
  const reply = replyFrom(row.reply);
  if (!reply) throw new DomainError('conflict', 'kernel.error.alreadyMade');
  return reply;
}

/** Who waits holds a connection, so nobody waits for long; what the handler waits for afterwards is as it was. */
const insert = `with patience as materialized
    (select current_setting('lock_timeout') as before, set_config('lock_timeout', '${String(retryAfterSeconds)}s', true))
  insert into kept_answer (id, organization_id, person_id, fingerprint, expires_at)
    select ?::uuid, ?::uuid, ?::uuid, ?, now() + make_interval(secs => ?) from patience
  on conflict (id) do update
    set fingerprint = excluded.fingerprint, reply = null, created_at = now(), expires_at = excluded.expires_at
    where kept_answer.expires_at <= now()
  returning set_config('lock_timeout', (select before from patience), true)`;

async function take(scope: AnyScope, { id, personId, fingerprint, seconds }: Claim) {
  const values = [id, scope.organization?.id ?? null, personId, fingerprint, seconds];
  try {
    return (await scope.em.execute<unknown[]>(insert, values)).length > 0;
  } catch (error) {
    throw (error as { code?: string }).code === lockNotAvailable ? beingMade() : error;
  }
}

const lockNotAvailable = '55P03';

const usedForAnother = ({ isForm }: Claim) =>
  new DomainError('invalid', isForm ? 'kernel.error.formSentBefore' : 'kernel.error.keyOfAnotherRequest');

const beingMade = () => new DomainError('conflict', 'kernel.error.beingMade', { retryAfterSeconds });

/** Keeps the answer with the key for so long. */
export const keepAnswer = (scope: AnyScope, { id }: Claim, reply: KeptReply, seconds: number) =>
  scope.em.execute(
    'update kept_answer set reply = ?::json, expires_at = now() + make_interval(secs => ?) where id = ?',
    [JSON.stringify(reply), seconds, id],
  );

/** Gives the key back: nothing was done with it. */
export const releaseKey = (scope: AnyScope, { id }: Claim) =>
  scope.em.execute('delete from kept_answer where id = ? and reply is null', [id]);
