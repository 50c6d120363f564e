import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '#src/errors.ts';
import type { Keyring } from '#src/keys/keyring.ts';
import { addressPrefix, type Visit } from './visit.ts';

/** What is asked for after the right password: a code, or whether an account that is to be deleted shall stay. */
export type Step = 'code' | 'keep';

/** The password was right, and there is no session yet: sealed, so that it can travel through the page. */
export interface Challenged {
  readonly kind: 'challenged';
  readonly step: Step;
  readonly challenge: string;
}

interface Asked {
  readonly step: Step;
  /** Whose account it is. */
  readonly personId: string;
  /** As it was when it was found right: another password since then makes the challenge worthless. */
  readonly passwordHash: string | null;
}

interface Door {
  readonly keys: Keyring;
  /** Where it was made: an organization's id, or the operators'. */
  readonly place: string;
  readonly visit: Visit;
  readonly now: Date;
}

const Content = z.object({
  step: z.enum(['code', 'keep']),
  personId: z.uuid(),
  proof: z.string(),
  visit: z.string(),
  expires: z.number(),
});

const purpose = 'sign-in-challenge';
const lifetimeMs = 10 * 60_000;

export function makeChallenge({ keys, place, visit, now }: Door, { step, personId, passwordHash }: Asked): Challenged {
  const expires = now.getTime() + lifetimeMs;
  const content = { step, personId, proof: digest(passwordHash ?? ''), visit: comer(visit), expires };
  return { kind: 'challenged', step, challenge: keys.seal(purpose, JSON.stringify(content), place) };
}

/** Whom it was made for. Throws DomainError `gone` when it is too old, changed, or brought by somebody else. */
export function openChallenge({ keys, place, visit, now }: Door, step: Step, challenge: string) {
  const { personId, proof, ...content } = read(keys, place, challenge);
  if (content.step !== step || content.expires < now.getTime() || content.visit !== comer(visit)) throw tooLate();
  return { personId, isFor: (passwordHash: string | null) => digest(passwordHash ?? '') === proof };
}

/** Somebody has to begin again with their password. */
export const tooLate = () => new DomainError('gone', 'kernel.error.challenge');

function read(keys: Keyring, place: string, challenge: string) {
  try {
    return Content.parse(JSON.parse(keys.open(purpose, challenge, place)));
  } catch {
    throw tooLate();
  }
}

/** The same browser in the same neighbourhood. */
const comer = ({ ip, userAgent }: Visit) => digest(`${addressPrefix(ip)}\n${userAgent ?? ''}`);
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
