import type { z } from 'zod';
import type { FieldProblem } from '#src/errors.ts';
import { messageOf, type Problem } from './field-message.ts';

type Path = readonly PropertyKey[];

const maxProblems = 100;
const maxNameLength = 200;

/**
 * What zod found, as one message key for each field (`tests.0.stdin`; `''` for the whole). `input` is what was parsed: it tells a
 * missing field from a wrong one. A schema's own `error` that looks like a message key (`owner.path.to.key`) is taken as the
 * key, with zod's figures (`minimum`, `values` …) and a refinement's `params` as parameters. At most 100.
 */
export function fieldProblems(error: z.core.$ZodError, input: unknown): readonly FieldProblem[] {
  const problems = new Map<string, FieldProblem>();
  for (const { path, key, parameters } of error.issues.flatMap((issue) => explain(issue, [], input))) {
    const field = path.map(String).join('.').slice(0, maxNameLength);
    if (problems.size < maxProblems && !problems.has(field)) {
      problems.set(field, parameters ? { field, key, parameters } : { field, key });
    }
  }
  return [...problems.values()];
}

function explain(issue: z.core.$ZodIssue, above: Path, input: unknown): readonly (Problem & { path: Path })[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => ({ path: [...path, name], key: 'kernel.field.unknown' }));
  if (issue.code === 'invalid_element') return issue.issues.flatMap((inner) => explain(inner, path, input));
  const isMissing = isAbsent(input, path);
  const branch = issue.code === 'invalid_union' && !isMissing ? likeliest(issue.errors) : undefined;
  if (branch) return branch.flatMap((inner) => explain(inner, path, input));
  return [{ path, ...messageOf(issue, isMissing) }];
}

/** The branch of a union that was meant: the one whose kind fits and in which the least is wrong. */
function likeliest(branches: readonly (readonly z.core.$ZodIssue[])[]) {
  const wrongKind = (issue: z.core.$ZodIssue) => issue.path.length === 0 && issue.code.startsWith('invalid_');
  const fitting = branches.filter((issues) => issues.length > 0 && !issues.some(wrongKind));
  return fitting.toSorted((a, b) => a.length - b.length)[0];
}

function isAbsent(input: unknown, path: Path): boolean {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || value instanceof Map) return false;
    value = Object.hasOwn(value, part) ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  }
  return value === undefined || value === null;
}
