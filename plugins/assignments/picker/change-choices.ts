import { allowProblem } from '#plugins/problems';
import { invalid } from '#src/errors.ts';
import type { Scope } from '#src/scope/scope.ts';
import { mostProblems } from '../problems/edit-problems.ts';
import { selectChoices } from './select-choices.ts';

export const choiceActs = ['add', 'remove', 'up', 'down'] as const;

interface Change {
  readonly act: (typeof choiceActs)[number];
  readonly problemId: string;
}

const write = `
  insert into link_choice (id, organization_id, deep_link_id, problem_id, position)
  select gen_random_uuid(), ?, ?, value::uuid, ordinality from jsonb_array_elements_text(?::jsonb) with ordinality
  on conflict (deep_link_id, problem_id) do update set position = excluded.position`;

/**
 * Changes what is picked for a request. Throws DomainError `invalid` for a problem that the actor may not choose or that was never
 * published.
 */
export async function changeChoices(scope: Scope, deepLinkId: string, { act, problemId }: Change): Promise<void> {
  const { em, organization } = scope;
  const picked = (await selectChoices(scope, deepLinkId)).map(({ id }) => id);
  const next = act === 'add' ? await added(scope, picked, problemId) : moved(picked, problemId, act);
  await em.execute(write, [organization.id, deepLinkId, JSON.stringify(next)]);
  if (act === 'remove')
    await em.execute('delete from link_choice where deep_link_id = ? and problem_id = ?', [deepLinkId, problemId]);
}

async function added(scope: Scope, picked: readonly string[], problemId: string) {
  if (picked.includes(problemId)) return picked;
  const refuse = (key: string) => invalid({ field: 'problemId', key: `assignments.error.${key}` });
  if (picked.length >= mostProblems) throw refuse('tooManyProblems');
  if (!(await allowProblem(scope, problemId))?.versionId) throw refuse('notPublished');
  return [...picked, problemId];
}

function moved(picked: readonly string[], problemId: string, act: 'remove' | 'up' | 'down') {
  const place = picked.indexOf(problemId);
  const rest = picked.filter((id) => id !== problemId);
  if (place < 0 || act === 'remove') return rest;
  rest.splice(Math.max(0, act === 'up' ? place - 1 : place + 1), 0, problemId);
  return rest;
}
