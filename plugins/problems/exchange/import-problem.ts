import { invalid } from '#src/errors.ts';
import { refuseUnstorableJson } from '#src/http/input/storable-text.ts';
import type { Scope } from '#src/scope/scope.ts';
import { createProblem } from '../authoring/create-problem.ts';
import type { Problem } from '../problem.entity.ts';
import { topicsNamed } from '../topics/topics-named.ts';
import { ExportedProblem } from './exported-problem.ts';

/**
 * A draft of what was exported, here or elsewhere; its topics are found by their names or made. Throws DomainError `invalid`
 * for what is no export, and `badRequest` for texts that cannot be stored.
 */
export async function importProblem(scope: Scope, source: string): Promise<Problem> {
  const { topics, problem } = parse(source);
  const topicIds = await topicsNamed(scope, topics);
  return createProblem(scope, { ...problem, topicIds });
}

function parse(source: string): ExportedProblem {
  const written = read(source);
  const { data, error } = ExportedProblem.safeParse(written);
  if (data) return data;
  const [issue] = error.issues;
  const place = issue!.path.join('.');
  throw refused(place ? 'place' : 'other', { place });
}

function read(source: string): unknown {
  try {
    const written: unknown = JSON.parse(source);
    refuseUnstorableJson(written);
    return written;
  } catch (error) {
    if (error instanceof SyntaxError) throw refused('json');
    throw error;
  }
}

const refused = (key: 'json' | 'other' | 'place', parameters: { readonly place?: string } = {}) =>
  invalid({ field: 'source', key: `problems.exchange.refused.${key}`, parameters });
