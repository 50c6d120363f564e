import type { Logger } from 'pino';
import { guardMailRoom, type MailRoom } from '#src/mail/mail-room.ts';
import { guardOutbound } from '#src/outbound/guard-outbound.ts';
import type { Outbound } from '#src/outbound/outbound.ts';
import type { Actor, Origin } from './actor.ts';
import type { Kernel } from './kernel.ts';
import type { Tenant } from './scope.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** Who opens a Scope, from where, and in which language and zone if not the organization's. */
export interface Opening {
  readonly actor: Actor;
  readonly origin: Origin;
  readonly locale?: string;
  readonly timeZone?: string;
}

/** What the Scopes of one request or job share: how many transactions are open decides whether the network is. */
export interface Shared extends Opening {
  readonly kernel: Kernel;
  readonly transactions: { open: number };
  readonly outbound: Outbound;
  readonly mails: MailRoom;
  /** The log that names request and organization; made when somebody writes to it, as most requests never do. */
  log(tenant: Tenant | null): Logger;
}

export function share(kernel: Kernel, opening: Opening): Shared {
  const transactions = { open: 0 };
  const isOpen = () => transactions.open > 0;
  const { origin } = opening;
  const logs = new Map<string | undefined, Logger>();
  return {
    ...opening,
    kernel,
    transactions,
    outbound: guardOutbound(kernel.outbound, isOpen),
    mails: guardMailRoom(kernel.mails, isOpen),
    log(tenant) {
      const known = logs.get(tenant?.id);
      if (known) return known;
      const job = 'job' in origin ? { job: origin.job } : {};
      const log = kernel.log.child({ requestId: origin.requestId, organizationId: tenant?.id, ...job });
      logs.set(tenant?.id, log);
      return log;
    },
  };
}

/** What stands behind each Scope, for those who make others like it. */
export const behind = new WeakMap<object, { readonly shared: Shared; readonly unit: UnitOfWork | null }>();
