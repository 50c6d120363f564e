import { z } from 'zod';
import { FormFields, formFields } from '#src/http/form-fields.ts';
import { counted, PagerFields } from '#src/http/list/list-schemas.ts';
import { page } from '#src/http/reply.ts';
import { emptyForm } from '#src/http/route.ts';
import type { Source } from '#src/http/list/read-list.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { auditActors } from '../audit-entry.entity.ts';
import { auditSentence } from '../audit-sentence.ts';
import { auditList, type AuditRow } from './audit-list.ts';

const Entry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.string(),
  actorKind: z.enum(auditActors),
  actor: z.string().nullable(),
  target: z.string().nullable(),
  targetType: z.string().nullable(),
  targetId: z.string().nullable(),
  /** Key of the sentence that says it; null for an act that has none. */
  sentence: z.string().nullable(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
});

export const auditView = view(
  'kernel/audit/list',
  PagerFields.extend({
    path: z.string(),
    entries: z.array(Entry),
    form: FormFields,
    actions: z.array(z.string()),
    isNarrowed: z.boolean(),
  }),
);

type Query = Parameters<typeof auditList.links>[1];

/** A page of the audit, in one statement. */
export async function auditPage(scope: Scope | InstallationScope, path: string, asked: unknown, source: Source) {
  const query = asked as Query;
  const { rows, meta } = await auditList.read<AuditRow>(scope, query, source);
  const sentences = new Map(scope.contributions(auditSentence).map(({ action, key }) => [action, key]));
  const { action, who, since, until } = query;
  const data = {
    path,
    entries: rows.map((row) => drawn(row, sentences.get(row.action) ?? null)),
    form: formFields(emptyForm, { action, who, since, until }),
    actions: [...sentences.keys()].toSorted(),
    isNarrowed: Boolean(action ?? who ?? since ?? until),
    meta: counted(meta),
    links: auditList.links(path, query, meta),
  };
  return page(auditView, data, { meta });
}

const drawn = ({ payload, at, ...row }: AuditRow, sentence: string | null) => ({
  ...row,
  sentence,
  at: new Date(at).toISOString(),
  facts: Object.entries(payload).map(([label, value]) => ({
    label,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  })),
});
