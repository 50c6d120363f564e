import type { EntityClass, EntityManager, EntityName, RequiredEntityData } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Cache } from '#src/cache/cache.ts';
import type { Notifications } from '#src/database/notifications.ts';
import type { JobQueue } from '#src/jobs/queue.ts';
import type { Settings } from '#src/config/settings.ts';
import type { DomainEvent } from '#src/events.ts';
import type { ExtensionPoint } from '#src/extension.ts';
import type { EnqueueOptions, Job } from '#src/jobs/job.ts';
import type { Files } from '#src/files/scope-files.ts';
import type { MailRoom } from '#src/mail/mail-room.ts';
import type { Keyring } from '#src/keys/keyring.ts';
import type { Limits } from '#src/limits/limits.ts';
import type { Outbound } from '#src/outbound/outbound.ts';
import type { z } from 'zod';
import type { Readiness } from '#src/health.ts';
import type { Actor, Origin } from './actor.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import type { TransactionOptions } from './unit-of-work.ts';

/** The organization in which a Scope acts, as read when it was opened. */
export interface Tenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly locale: string;
  readonly timeZone: string;
  /** Origins whose frames may show the organization's pages. */
  readonly frameOrigins: readonly string[];
  /** 0 to 359, or null for the usual one. */
  readonly hue: number | null;
  /** The stored file of its logo. */
  readonly logoId: string | null;
  /** Whether it is the one in which individual learners live, which the addresses without `/o/<slug>` mean. */
  readonly isHome: boolean;
}

interface Common {
  readonly actor: Actor;
  readonly locale: string;
  readonly timeZone: string;
  readonly origin: Origin;
  readonly outbound: Outbound;
  readonly limits: Limits;
  readonly cache: Cache;
  readonly keys: Keyring;
  /** For the kernel's own mail jobs; everybody else calls `sendMail`. */
  readonly mails: MailRoom;
  /** For `publish`; everybody else calls that. */
  readonly notifications: Pick<Notifications, 'tell'>;
  /** For whoever changes an organization, after the commit. */
  readonly tenants: Pick<TenantDirectory, 'forget'>;
  /** For the kernel's own pages of jobs; everybody else calls `enqueue`. */
  readonly queue: JobQueue;
  readonly log: Logger;
  /**
   * PostgreSQL's `transaction_timestamp()` of the open transaction; the process clock where none is open. Throws ProgrammingError in one
   * that `joinsFirst`, as those of routes and topics do, before its first answer: see `begun`.
   */
  now(): Date;
  /** The absolute address of a path of ours. */
  url(path: string): string;
  /** The values of a plugin's own settings. */
  settings<S extends Settings>(settings: S): z.output<S>;
  /**
   * Runs after the outermost transaction has committed, and not at all when it rolls back. Of several with the same name, which is
   * `once`, only the last one runs.
   */
  afterCommit(task: () => void | Promise<void>, once?: string): void;
  contributions<T>(point: ExtensionPoint<T>): readonly T[];
  /** Joins the open transaction: the job exists exactly when the rows that asked for it do. */
  enqueue<D>(job: Job<D>, data: D, options?: EnqueueOptions): Promise<void>;
}

/** Who acts, in which organization, in which unit of work. The first argument of every operation. */
export interface Scope extends Common {
  readonly organization: Tenant;
  /** The organization's files. */
  readonly files: Files;
  /** The open transaction's entity manager. Throws ProgrammingError in `steps` work outside `transaction`. */
  readonly em: EntityManager;
  /** Tells an event: one job for each subscriber, in the open transaction. */
  emit<D>(event: DomainEvent<D>, data: D): Promise<void>;
  /** Writes a row in a transaction of its own, which survives a rollback of this one: attempts, denials. */
  record<E extends object>(entity: EntityClass<E>, data: RequiredEntityData<E>): Promise<void>;
  /** One transaction; joins the open one if there is one. No network inside. */
  transaction<R>(work: (scope: Scope) => Promise<R>, options?: Omit<TransactionOptions, 'organizationId'>): Promise<R>;
}

type Installed<E> = E extends { organizationId: string } ? never : E;
type InstalledName<E> = [Installed<E>] extends [never] ? never : EntityName<E>;

/** An entity manager that, by type, does not know the tables of organizations. */
export interface InstallationEntityManager extends Pick<
  EntityManager,
  'persist' | 'flush' | 'execute' | 'getTransactionContext'
> {
  find<E extends object>(entity: InstalledName<E> & EntityClass<E>, where: object, options?: object): Promise<E[]>;
  findOne<E extends object>(
    entity: InstalledName<E> & EntityClass<E>,
    where: object,
    options?: object,
  ): Promise<E | null>;
  findOneOrFail<E extends object>(
    entity: InstalledName<E> & EntityClass<E>,
    where: object,
    options?: object,
  ): Promise<E>;
  count<E extends object>(entity: InstalledName<E> & EntityClass<E>, where?: object): Promise<number>;
  create<E extends object>(entity: InstalledName<E> & EntityClass<E>, data: RequiredEntityData<E>): E;
  nativeUpdate<E extends object>(
    entity: InstalledName<E> & EntityClass<E>,
    where: object,
    data: object,
  ): Promise<number>;
  nativeDelete<E extends object>(entity: InstalledName<E> & EntityClass<E>, where: object): Promise<number>;
}

/** A Scope that belongs to no organization: operators, look-ups before the organization is known, jobs of the installation. */
export interface InstallationScope extends Common {
  readonly organization: null;
  readonly em: InstallationEntityManager;
  record<E extends object>(entity: InstalledName<E> & EntityClass<E>, data: RequiredEntityData<E>): Promise<void>;
  transaction<R>(
    work: (scope: InstallationScope) => Promise<R>,
    options?: Omit<TransactionOptions, 'organizationId'>,
  ): Promise<R>;
  /** Of the application. */
  readonly version: string;
  /** What this process says of itself at `/readyz`; asks what is outside, so no transaction may be open. */
  readiness(): Promise<Readiness>;
  /**
   * What has to be found before the organization is known: one of the functions of `look-ups.sql`, one row or null, in one
   * round trip outside any transaction.
   */
  lookUp<Row>(name: string, ...keys: readonly (string | null)[]): Promise<Row | null>;
  /** Opens the tenant, once a verified token, a slug or an operator has named it. Joins the open transaction. */
  within<R>(organizationId: string, work: (scope: Scope) => Promise<R>): Promise<R>;
}
