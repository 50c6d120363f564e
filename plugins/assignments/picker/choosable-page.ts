import { z } from 'zod';
import { allowProblem, difficulties, readStatement } from '#plugins/problems';
import { page } from '#src/http/reply.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { formsOf, RequestHead, requestHead } from './picker-page.ts';
import { selectChoices } from './select-choices.ts';
import { selectRequest, type Request } from './select-request.ts';

const text = z.string().nullable();

export const choosableView = view(
  'assignments/picker/problem',
  RequestHead.extend({
    problemId: z.uuid(),
    title: z.string(),
    difficulty: z.enum(difficulties),
    category: text,
    languages: z.array(z.string()),
    isChosen: z.boolean(),
    /** Texts are Markdown. */
    scenario: text,
    statement: text,
    inputFormat: text,
    outputFormat: text,
    constraints: text,
    outcomes: z.array(z.string()),
    samples: z.array(
      z.object({
        name: z.string(),
        kind: z.string(),
        stdin: z.string(),
        args: z.array(z.string()),
        arguments: text,
        expected: text,
        explanation: text,
      }),
    ),
  }),
);

interface Choosable {
  readonly id: string;
  readonly versionId: string;
}

/** A problem that the actor may choose for a request that is theirs; null for any other. */
export async function findChoosable(scope: Scope, ids: { readonly id: string; readonly problemId: string }) {
  const request = await selectRequest(scope, ids.id);
  if (!request) return null;
  const problem = await allowProblem(scope, ids.problemId);
  return problem?.versionId ? { request, problem: { id: problem.id, versionId: problem.versionId } } : null;
}

export async function choosablePage(scope: Scope, request: Request, { id, versionId }: Choosable) {
  const statement = await readStatement(scope, versionId);
  const { title, difficulty, category, inputFormat, outputFormat, constraints, outcomes, samples, languages } =
    statement;
  const picked = await selectChoices(scope, request.id);
  const data = {
    ...requestHead(request),
    problemId: id,
    title,
    difficulty,
    category,
    languages: languages.map((language) => language.id),
    isChosen: picked.some((one) => one.id === id),
    scenario: statement.scenario,
    statement: statement.statement,
    inputFormat,
    outputFormat,
    constraints,
    outcomes: [...outcomes],
    samples: [...samples],
  };
  return page(choosableView, data, { title, ...formsOf(request) });
}
