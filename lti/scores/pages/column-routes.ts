import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { redirect } from '#src/http/reply.ts';
import { get, idOf, post } from '#src/http/route.ts';
import type { Scope } from '#src/scope/scope.ts';
import { keepers } from '../../admin/keepers.ts';
import { perColumn } from '../compare-column.ts';
import { reconcileJob, releaseColumnJob } from '../line-item-jobs.ts';
import { keepTheirs } from '../release-scores.ts';
import { columnList, listColumns, listScores, scoreList } from './column-list.ts';
import { columnListPage, columnListView, columnPage, columnView } from './column-views.ts';
import { taughtContexts } from './grader.ts';
import { columnsPath } from './places.ts';
import { countStates, selectColumn, type ColumnRow } from './select-column.ts';

const ById = z.object({ id: idOf('ltiLineItem') });

/** Null: of the whole organization. Nobody who teaches nothing has a list at all. */
async function gradedContexts(scope: Scope) {
  if (await keepers(scope)) return { contexts: null };
  const contexts = await taughtContexts(scope);
  return contexts.length > 0 ? { contexts } : null;
}

interface Act {
  readonly summary: string;
  /** The last part of its path, and of the text that says it was done. */
  readonly noun: 'sending' | 'reconciliation' | 'keeping' | 'replacement';
  readonly action: string;
  readonly perform: (scope: Scope, row: ColumnRow) => Promise<unknown>;
}

const act = ({ summary, noun, action, perform }: Act) =>
  post(`${columnsPath}/:id/${noun}`, {
    summary,
    params: ById,
    body: z.object({}),
    allow: async (scope, { id }) => selectColumn(scope, id),
    async handle(scope, { row }) {
      await scope.limits.consume(perColumn, row.id);
      await perform(scope, row);
      scope.afterCommit(() => audit(scope, { action, target: { type: 'ltiLineItem', id: row.id } }));
      return redirect(`${columnsPath}/${row.id}`, { said: `lti.scores.said.${noun}` });
    },
  });

/** The columns of a gradebook, and what is done with all scores of one. */
export const columnRoutes = [
  get(columnsPath, {
    summary: 'The gradebook columns that one looks after, with how many scores are in which state',
    answer: columnListView,
    query: columnList.query,
    allow: gradedContexts,
    handle: async (scope, { query, row }) => columnListPage(query, await listColumns(scope, query, row.contexts)),
  }),

  get(`${columnsPath}/:id`, {
    summary: 'One column: what was sent for whom, what the LMS has, and what it said',
    answer: columnView,
    params: ById,
    query: scoreList.query,
    allow: async (scope, { id }) => selectColumn(scope, id),
    async handle(scope, { row, query }) {
      const counts = await countStates(scope, row.id);
      return columnPage(row, counts, query, await listScores(scope, query, row.id));
    },
  }),

  act({
    noun: 'sending',
    action: 'ltiScores.resent',
    summary: 'Sends all scores of a column again, but those that were changed in the LMS',
    perform: (scope, { id }) => scope.enqueue(releaseColumnJob, { lineItemId: id, release: 'resent' }),
  }),
  act({
    noun: 'reconciliation',
    action: 'ltiScores.compared',
    summary: 'Compares a column with the LMS and sends what is missing there',
    perform: (scope, { id, registrationId }) =>
      scope.enqueue(reconcileJob, { lineItemId: id }, { group: registrationId }),
  }),
  act({
    noun: 'keeping',
    action: 'ltiScores.kept',
    summary: "Leaves the LMS's value wherever somebody changed it there",
    perform: (scope, { id }) => keepTheirs(scope, { lineItemId: id }),
  }),
  act({
    noun: 'replacement',
    action: 'ltiScores.replaced',
    summary: 'Replaces every value that was changed in the LMS by ours',
    perform: (scope, { id }) => scope.enqueue(releaseColumnJob, { lineItemId: id, release: 'replaced' }),
  }),
];
