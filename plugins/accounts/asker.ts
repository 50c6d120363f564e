import { z } from 'zod';
import type { Scope } from '#src/scope/scope.ts';
import { deviceOf } from './device.ts';

/** From where something was asked for, as a mail about it says; nothing where the shell did it. */
export const Asker = z.object({ address: z.string(), device: z.string(), at: z.iso.datetime() });
export type Asker = z.output<typeof Asker>;

export function askerOf(scope: Scope): Asker {
  const { origin } = scope;
  const at = scope.now().toISOString();
  if (!('ip' in origin)) return { address: '', device: '', at };
  return { address: origin.ip, device: deviceOf(origin.userAgent), at };
}

/** The visit as sessions are opened with it. */
export const visitOf = ({ origin }: Pick<Scope, 'origin'>) =>
  'ip' in origin ? { ip: origin.ip, userAgent: origin.userAgent } : { ip: '', userAgent: null };
