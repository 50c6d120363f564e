import type { App } from '#src/app.ts';
import { Organization } from '#src/people/organization.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { anInstallationScope, aScope, eventually, openTestApp } from '../../support/app.ts';
import { readMessage, startSink, type Sink } from '../../src/mail/smtp-sink.ts';

export interface Accounts {
  readonly app: App;
  readonly address: string;
  readonly sink: Sink;
  /** The newest mail to an address, once there are `count` of them: its headers, its text, and the links in it. */
  mailTo(address: string, count?: number): Promise<{ subject: string; text: string; html: string; links: string[] }>;
  countTo(address: string): number;
  stop(): Promise<void>;
}

/** The real application that works on jobs, and a mail server that keeps what it is sent. */
export async function openAccounts(): Promise<Accounts> {
  const sink = await startSink();
  const app = await openTestApp({ works: true, environment: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } });
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  const to = (address: string) => sink.taken.map(readMessage).filter(({ headers }) => headers.to?.includes(address));
  return {
    app,
    address: `http://127.0.0.1:${port}`,
    sink,
    countTo: (address) => to(address).length,
    async mailTo(address, count = 1) {
      await eventually(async () => to(address).length >= count, 20);
      const { headers, parts } = to(address).at(-1)!;
      const text = parts['text/plain'] ?? '';
      const links = [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => link);
      return { subject: headers.subject ?? '', text, html: parts['text/html'] ?? '', links };
    },
    async stop() {
      await app.stop();
      await sink.stop();
    },
  };
}

/** A new organization with these rules for joining. */
export async function anOpenOrganization(
  app: App,
  rules: object = { allowPublicJoin: true, requireApproval: false },
): Promise<Scope> {
  const scope = await aScope(app, { kind: 'anonymous' });
  const { id } = scope.organization;
  await anInstallationScope(app).transaction(({ em }) => em.nativeUpdate(Organization, { id }, rules));
  app.kernel.tenants.forget(id);
  return scope;
}

export const tokenOf = (link: string | undefined) => new URL(link ?? 'none:').searchParams.get('token') ?? '';
