import { sql } from '@mikro-orm/core';
import { havingRole, operators } from '#src/http/allow.ts';
import { get } from '#src/http/route.ts';
import { auditList, membersAudit, operatorsAudit } from './audit-list.ts';
import { auditPage, auditView } from './audit-view.ts';

/** Who did what, when, from where. */
export const auditRoutes = [
  get('/admin/audit', {
    summary: 'What was done in the organization, the newest first',
    answer: auditView,
    query: auditList.query,
    allow: havingRole('owner', 'admin'),
    handle: async (scope, { query }) =>
      auditPage(scope, '/admin/audit', query, {
        ...membersAudit,
        where: sql`entry.organization_id = ${scope.organization.id}`,
      }),
  }),

  get('/operator/audit', {
    summary: 'What was done to the installation itself, the newest first',
    tenant: 'none',
    answer: auditView,
    query: auditList.query,
    allow: operators,
    handle: async (scope, { query }) =>
      auditPage(scope, '/operator/audit', query, { ...operatorsAudit, where: sql`entry.organization_id is null` }),
  }),
];
