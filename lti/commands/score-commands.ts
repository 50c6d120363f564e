import { z } from 'zod';
import { defineCommand, type Shell } from '#src/commands/command.ts';
import { notFound } from '#src/errors.ts';
import { organizationId } from '#src/people/commands.ts';
import type { Scope } from '#src/scope/scope.ts';
import { LtiLineItem } from '../line-item.entity.ts';
import { reconcileJob } from '../scores/line-item-jobs.ts';
import { sendTestScore } from '../scores/send-test-score.ts';
import { LtiTestScore } from '../test-score.entity.ts';

const org = z.string().describe('Slug of the organization');
const id = z.uuid('has to be an id that list-line-items prints');
const numeric = (text: string) => Number.isFinite(Number(text)) && Number(text) >= 0;
const points = z.string().refine(numeric, 'has to be a number, 0 or more');

const inOrganization = async <R>(shell: Shell, slug: string, work: (scope: Scope) => Promise<R>): Promise<R> => {
  const scope = await shell.scope();
  return scope.within(await organizationId(scope, slug), work);
};

const listCommand = defineCommand({
  name: 'list-line-items',
  summary: "Lists an organization's gradebook columns with their scores by state",
  options: z.object({ org }),
  run: (shell, options) =>
    inOrganization(shell, options.org, async (scope) => {
      const lineItems = await scope.transaction(
        ({ em, organization }) =>
          em.execute<{ id: string; label: string | null; context: string | null; states: Record<string, number> }[]>(
            `select li.id, li.label, li.context_id as context, coalesce((select jsonb_object_agg(state, n) from (
                select s.state, count(*)::int as n from lti_score s where s.line_item_id = li.id group by s.state) c),
                '{}') as states
              from lti_line_item li where li.organization_id = ? order by li.created_at`,
            [organization.id],
          ),
        { readOnly: true },
      );
      const lines = lineItems.map(({ states, ...item }) => {
        const counts = Object.entries(states).map(([state, count]) => `${count} ${state}`);
        return [item.id, item.label ?? '', counts.join(', ')].join('  ').trimEnd();
      });
      return { data: { lineItems }, text: lines.join('\n') };
    }),
});

const reconcileCommand = defineCommand({
  name: 'reconcile-scores',
  summary: 'Compares one gradebook column, or all of an organization, with the LMS; a worker does it',
  options: z.object({ org, lineItem: id.optional().describe('Id of the line item') }),
  run: (shell, options) =>
    inOrganization(shell, options.org, async (scope) => {
      const count = await scope.transaction(async (inside) => {
        const only = options.lineItem ? { id: options.lineItem } : {};
        const items = await inside.em.find(LtiLineItem, { ...only, goneAt: null });
        if (options.lineItem && items.length === 0) throw notFound('line item');
        for (const item of items) await inside.enqueue(reconcileJob, { lineItemId: item.id });
        return items.length;
      });
      return {
        data: { lineItems: count },
        text: `${count} line items are compared as soon as a worker comes to them.`,
      };
    }),
});

const testCommand = defineCommand({
  name: 'send-test-score',
  summary: 'Sends a score to an LMS by hand and prints what it answered',
  options: z.object({
    org,
    lineItem: id.describe('Id of the line item'),
    user: z.string().min(1).max(255).describe("The LMS's id of a student"),
    score: points.describe('Points given'),
    maximum: points.describe('Points at most'),
  }),
  run: (shell, options) =>
    inOrganization(shell, options.org, async (scope) => {
      const item = await scope.transaction(({ em }) => em.findOne(LtiLineItem, { id: options.lineItem }));
      const contextId = item?.context?.id;
      if (!contextId) throw notFound('line item');
      const testScoreId = await sendTestScore(scope, {
        contextId,
        lineItemId: options.lineItem,
        subject: options.user,
        scoreGiven: Number(options.score),
        scoreMaximum: Number(options.maximum),
      });
      const row = await scope.transaction(({ em }) => em.findOneOrFail(LtiTestScore, { id: testScoreId }));
      const { status, words, isAccepted } = row;
      const said = [status, words].filter(Boolean).join(' ');
      return {
        data: { id: testScoreId, status, words, isAccepted },
        text: isAccepted ? `The LMS took it: ${said}` : `The LMS did not take it: ${said}`,
        failed: !isAccepted,
      };
    }),
});

export const scoreCommands = [listCommand, reconcileCommand, testCommand];
