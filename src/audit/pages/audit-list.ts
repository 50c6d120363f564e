import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy } from '#src/http/list/list-spec.ts';
import { auditActors } from '../audit-entry.entity.ts';

export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly actorKind: (typeof auditActors)[number];
  readonly actor: string | null;
  readonly target: string | null;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly payload: Record<string, unknown>;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
}

/** `people` is where names are: an organization's members, or those who run the installation. */
const sourceOf = (people: '"user"' | 'operator', type: 'user' | 'operator') => ({
  select: `entry.id, entry.created_at as at, entry.action, entry.actor_kind as "actorKind", actor.name as actor, target.name as target,
    entry.target_type as "targetType", entry.target_id as "targetId", entry.payload, entry.ip_address as "ipAddress",
    entry.user_agent as "userAgent", entry.request_id as "requestId"`,
  from: `audit_entry entry
    left join ${people} actor on actor.id = entry.actor_id
    left join ${people} target on target.id = case when entry.target_type = '${type}' then entry.target_id::uuid end`,
});

export const membersAudit = sourceOf('"user"', 'user');
export const operatorsAudit = sourceOf('operator', 'operator');

/** What was done, the newest first; read by cursor, as nobody counts a table that only grows. */
export const auditList = defineList({
  id: 'entry.id',
  sorts: { at: { column: 'entry.created_at', type: 'timestamptz' } },
  defaultSort: 'at',
  defaultOrder: 'desc',
  isCounted: false,
  filters: {
    action: filterBy(z.string().max(100), (action) => sql`entry.action = ${action}`),
    who: filterBy(
      z.string().trim().max(100).describe('Part of the name of whoever did it, or to whom it was done'),
      (text) => sql`position(lower(${text}) in lower(concat(actor.name, ' ', target.name))) > 0`,
    ),
    since: filterBy(z.iso.date(), (day) => sql`entry.created_at >= ${day}::date`),
    until: filterBy(z.iso.date(), (day) => sql`entry.created_at < ${day}::date + 1`),
  },
});
