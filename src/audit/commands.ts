import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineCommand } from '#src/commands/command.ts';
import { organizationId } from '#src/people/commands.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { auditList, membersAudit, operatorsAudit, type AuditRow } from './pages/audit-list.ts';

const auditCommand = defineCommand({
  name: 'audit',
  summary: 'Shows the last acts in an organization, or without --org those of the installation itself',
  options: z.object({
    org: z.string().optional().describe('Slug of the organization'),
    action: z.string().optional().describe('Only acts of this name, such as session.refused'),
    last: z.string().regex(/^\d+$/, 'has to be a number').default('20').describe('How many, 100 at most'),
  }),
  async run(shell, { org, action, last }) {
    const query = auditList.query.parse({ action, limit: Number(last) });
    const installation = await shell.scope();
    const rows = org
      ? await installation.within(await organizationId(installation, org), (scope) =>
          scope.transaction((inside) => read(inside, query), { readOnly: true }),
        )
      : await installation.transaction((inside) => read(inside, query), { readOnly: true });
    return { data: { entries: rows }, text: rows.map(line).join('\n') };
  },
});

async function read(scope: Scope | InstallationScope, query: Parameters<typeof auditList.read>[1]) {
  const source = scope.organization
    ? { ...membersAudit, where: sql`entry.organization_id = ${scope.organization.id}` }
    : { ...operatorsAudit, where: sql`entry.organization_id is null` };
  return (await auditList.read<AuditRow>(scope, query, source)).rows;
}

const line = ({ at, action, actor, actorKind, target, targetId, ipAddress }: AuditRow) =>
  [new Date(at).toISOString(), action, actor ?? actorKind, target ?? targetId ?? '', ipAddress ?? '']
    .join('  ')
    .trimEnd();

export const auditCommands = [auditCommand];
