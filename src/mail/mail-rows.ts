import type { EntityManager } from '@mikro-orm/postgresql';
import { tenantFilter } from '#src/database/tenancy.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { OutgoingMail } from './outgoing-mail.entity.ts';

type AnyScope = Scope | InstallationScope;
type Changes = Partial<Pick<OutgoingMail, 'state' | 'reason' | 'attempts' | 'sentAt' | 'sealedData'>>;
type NewMail = Omit<OutgoingMail, keyof Changes | 'organizationId' | 'createdAt'> & Pick<OutgoingMail, 'sealedData'>;

/**
 * The mails that a Scope's transaction sees: its organization's, or in an installation's Scope those without one. There no
 * tenant is open, so the filter would throw, and PostgreSQL's policy alone keeps the rows apart.
 */
export function mailRows(scope: AnyScope) {
  const em = scope.em as EntityManager;
  const options = scope.organization ? {} : { filters: { [tenantFilter]: false } };
  return {
    create: (row: NewMail) => em.create(OutgoingMail, row as never),
    find: (id: string) => em.findOne(OutgoingMail, { id }, options),
    latest: (state?: OutgoingMail['state']) =>
      em.find(OutgoingMail, state ? { state } : {}, { ...options, orderBy: { createdAt: 'desc' }, limit: 50 }),
    change: (id: string, changes: Changes) => em.nativeUpdate(OutgoingMail, { id }, changes, options),
  };
}

/** One transaction of a Scope of either kind. */
export const stepWithMails = <R>(
  scope: AnyScope,
  work: (mails: ReturnType<typeof mailRows>, now: Date) => Promise<R>,
): Promise<R> =>
  scope.organization === null
    ? scope.transaction((inside) => work(mailRows(inside), inside.now()))
    : scope.transaction((inside) => work(mailRows(inside), inside.now()));

const purpose = OutgoingMail.sealed.sealedData;

export const sealData = (scope: AnyScope, id: string, data: unknown) =>
  scope.keys.seal(purpose, JSON.stringify(data), id);

export const openData = (scope: AnyScope, id: string, sealed: string): unknown =>
  JSON.parse(scope.keys.open(purpose, sealed, id));
