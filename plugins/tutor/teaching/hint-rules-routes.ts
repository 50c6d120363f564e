import { z } from 'zod';
import {
  assignmentPath,
  assignmentTab,
  selectTaughtAssignment,
  staffHead,
  type AssignmentRow,
} from '#plugins/assignments';
import { auditSentences } from '#src/audit/audit-sentence.ts';
import { formFields } from '#src/http/form-fields.ts';
import { counted } from '#src/http/list/list-schemas.ts';
import { page, redirect } from '#src/http/reply.ts';
import { emptyForm, get, idOf, post, type FormState } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { HintRules } from '../hint-rules.entity.ts';
import { mostHints } from '../kinds.ts';
import { hintLog, listHints, type HintLogQuery } from './hint-log.ts';
import { hintRulesView } from './hint-rules-view.ts';
import { saveHintRules } from './save-hint-rules.ts';

const name = 'hints';
const params = z.object({ id: idOf('assignment') });
const allow = (scope: Scope, { id }: z.output<typeof params>) => selectTaughtAssignment(scope, id);
const path = `${assignmentPath(':id')}/${name}`;

/** What those who teach say about hints, beside the other settings of an assignment. */
export const hintRulesRoutes = [
  get(path, {
    summary: 'How many hints an assignment gives, what they take from the points, and who asked for which when',
    answer: hintRulesView,
    params,
    query: hintLog.query,
    allow,
    handle: (scope, { row, query }) => draw(scope, row, query),
  }),

  post(path, {
    summary: 'Says how many hints an assignment gives, and what they take; grades are made anew by it',
    params,
    body: z.object({
      version: z.int32().min(0).describe('Of the rules that were read; 0 for none'),
      hints: z.int().min(0).max(mostHints).describe('For each problem; 0 for none'),
      percent: z.number().min(0).max(100).default(0).describe("Of a problem's points, for each hint"),
    }),
    allow,
    async handle(scope, { row, body }) {
      await saveHintRules(scope, row.id, body);
      return redirect(`${assignmentPath(row.id)}/${name}`, { said: 'tutor.rules.said' });
    },
    again: (scope, { row }, form) => draw(scope, row, hintLog.query.parse({}) as HintLogQuery, form),
  }),
];

export const hintsTab = assignmentTab({ name, label: 'tutor.rules.tab' });
export const actSentences = auditSentences('tutor', ['assignment.hintsChanged']);

async function draw(scope: Scope, row: AssignmentRow, query: HintLogQuery, form: FormState = emptyForm) {
  const rules = await scope.em.findOne(HintRules, { assignment: row.id });
  const { rows, meta } = await listHints(scope, query, row.id);
  const data = {
    ...staffHead(scope, row, name),
    form: formFields(form, { hints: String(rules?.hints ?? 0), percent: String(rules?.percent ?? 0) }),
    version: form.stale?.version ?? rules?.version ?? 0,
    standing: Object.entries(form.stale?.standing ?? {}).map(([field, value]) => ({ field, text: String(value) })),
    requests: rows.map((one) => ({ ...one, askedAt: new Date(one.askedAt).toISOString() })),
    meta: counted(meta),
    links: hintLog.links(`${assignmentPath(row.id)}/${name}`, query, meta),
  };
  return page(hintRulesView, data, { meta, title: row.title });
}
