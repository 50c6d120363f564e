import { parseCookie as parseCookies } from 'cookie';
import type { Request } from 'express';
import { identify, type Identified } from '#src/sessions/identify.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import { openInstallationScope, openScope } from '#src/scope/open-scope.ts';
import type { InstallationScope, Scope, Tenant } from '#src/scope/scope.ts';
import { localeOf } from './languages.ts';
import { isApi } from './representation.ts';
import type { Visit } from './visit.ts';

/** The public id of the session behind a request; an API token has none. */
export const sessionOf = (who: Identified) => (who.kind === 'anonymous' ? null : who.sessionId);

export const sessionCookie = '__Host-assay';

/** Who asks, by cookie or bearer: one look-up, before any transaction. Throws DomainError `unauthenticated` for a bearer that is none. */
export async function whoAsks(kernel: Kernel, req: Request): Promise<Identified> {
  // What is no bearer at all is a bearer that is worth nothing: falling back to the cookie would be guessing.
  const header = req.get('authorization');
  const bearer = header === undefined ? null : (/^Bearer (\S+)$/i.exec(header)?.[1] ?? '');
  const cookie = parseCookies(req.get('cookie') ?? '')[sessionCookie] ?? null;
  const byHost = await kernel.tenants.findByHostName(req.hostname);
  return identify(kernel, { cookie, bearer, isApi: isApi(req.path), organizationId: byHost?.id ?? null });
}

/** The organization of a request: the session's or token's; else of the host name, of the path's `/o/<slug>`, or the home one. */
export async function tenantOf(kernel: Kernel, req: Request, who: Identified): Promise<Tenant> {
  if (who.kind === 'user') return kernel.tenants.find(who.organizationId);
  const byHost = await kernel.tenants.findByHostName(req.hostname);
  if (byHost) return byHost;
  const slug = (req as { organizationSlug?: string }).organizationSlug ?? kernel.config.homeOrganization;
  return kernel.tenants.findBySlug(slug);
}

/** The Scope in which a route of an organization works. */
export function scopeOf(kernel: Kernel, tenant: Tenant, who: Identified, visit: Visit): Scope {
  return openScope(kernel, tenant, opening(who, visit));
}

/** The Scope of a route that has no tenant. */
export const installationScopeOf = (kernel: Kernel, who: Identified, visit: Visit): InstallationScope =>
  openInstallationScope(kernel, opening(who, visit));

function opening(who: Identified, { requestId, ip, userAgent, languages }: Visit) {
  const own = who.kind === 'user' ? who : null;
  const locale = localeOf(languages, own?.locale);
  return {
    actor: who.kind === 'anonymous' ? { kind: 'anonymous' as const } : who.actor,
    origin: { requestId, ip, userAgent, sessionId: sessionOf(who) },
    ...(locale ? { locale } : {}),
    ...(own?.timeZone ? { timeZone: own.timeZone } : {}),
  };
}
