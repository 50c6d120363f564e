import type { z } from 'zod';
import type { FieldProblem, MessageParameters } from '#src/errors.ts';

export type Problem = Omit<FieldProblem, 'field'>;
type Issue = z.core.$ZodIssue;
type Sized = z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig;

const keyPattern = /^[a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)+$/;
const maxListed = 20;

/** The message for one issue of zod. */
export function messageOf(issue: Issue, isMissing: boolean): Problem {
  const key = keyPattern.test(issue.message) ? issue.message : `kernel.field.${whatIsWrong(issue, isMissing)}`;
  const parameters = parametersOf(issue);
  return Object.keys(parameters).length > 0 ? { key, parameters } : { key };
}

function whatIsWrong(issue: Issue, isMissing: boolean): string {
  if (isMissing && issue.code !== 'custom') return 'needed';
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? 'kind.other';
  if (issue.code === 'too_small') return tooSmall(issue);
  if (issue.code === 'too_big') return tooBig(issue);
  if (issue.code === 'invalid_format') return formats[issue.format] ?? 'format.other';
  if (issue.code === 'not_multiple_of') return 'multiple';
  if (issue.code === 'invalid_value') return choice(issue.values);
  if (issue.code === 'invalid_key') return 'name';
  if (issue.code === 'invalid_union') return optionsOf(issue).length > 0 ? choice(optionsOf(issue)) : 'union';
  return 'invalid';
}

const kinds: Record<string, string> = {
  string: 'kind.text',
  number: 'kind.number',
  bigint: 'kind.integer',
  int: 'kind.integer',
  boolean: 'kind.boolean',
  date: 'format.datetime',
  array: 'kind.list',
  tuple: 'kind.list',
  set: 'kind.list',
  object: 'kind.object',
  record: 'kind.object',
  map: 'kind.object',
  never: 'unknown',
};

const formats: Record<string, string> = {
  email: 'format.email',
  url: 'format.url',
  uuid: 'format.uuid',
  guid: 'format.uuid',
  datetime: 'format.datetime',
  date: 'format.date',
  time: 'format.time',
  ipv4: 'format.address',
  ipv6: 'format.address',
  lowercase: 'format.lowercase',
  uppercase: 'format.uppercase',
  starts_with: 'format.startsWith',
  ends_with: 'format.endsWith',
  includes: 'format.includes',
  regex: 'format.pattern',
  template_literal: 'format.pattern',
};

function tooSmall(issue: z.core.$ZodIssueTooSmall): string {
  const size = sizeOf(issue);
  if (size === 'length') return issue.exact ? 'length' : Number(issue.minimum) === 1 ? 'needed' : 'tooShort';
  if (size === 'count') return issue.exact ? 'count' : 'tooFew';
  if (size === 'bytes') return 'fileTooSmall';
  if (size === 'date') return 'tooEarly';
  return issue.inclusive ? 'atLeast' : 'moreThan';
}

function tooBig(issue: z.core.$ZodIssueTooBig): string {
  const size = sizeOf(issue);
  if (size === 'length') return issue.exact ? 'length' : 'tooLong';
  if (size === 'count') return issue.exact ? 'count' : 'tooManyEntries';
  if (size === 'bytes') return 'fileTooLarge';
  if (size === 'date') return 'tooLate';
  return issue.inclusive ? 'atMost' : 'lessThan';
}

function sizeOf({ origin }: Sized): 'length' | 'count' | 'bytes' | 'date' | 'number' {
  if (origin === 'string') return 'length';
  if (origin === 'file') return 'bytes';
  if (origin === 'date') return 'date';
  return origin === 'number' || origin === 'int' || origin === 'bigint' ? 'number' : 'count';
}

/** What the discriminator of a union may be; zod's types leave it out. */
const optionsOf = (issue: Issue): readonly unknown[] =>
  'options' in issue && Array.isArray(issue.options) ? issue.options : [];

function choice(values: readonly unknown[]): string {
  if (values.length === 1 && values[0] === true) return 'confirmation';
  return values.length > maxListed ? 'choice' : 'choiceOf';
}

function parametersOf(issue: Issue): MessageParameters {
  const parameters: Record<string, string | number | boolean | Date> = {};
  const figures = Object.entries(issue).filter(
    ([name]) => !['code', 'message', 'pattern', 'input', 'note'].includes(name),
  );
  const own = issue.code === 'custom' ? Object.entries(issue.params ?? {}) : [];
  for (const [name, value] of [...figures, ...own]) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') parameters[name] = value;
    if (typeof value === 'bigint') parameters[name] = Number(value);
    if (value instanceof Date) parameters[name] = value;
    if ((name === 'values' || name === 'options') && Array.isArray(value))
      parameters['values'] = value.slice(0, maxListed).map(String).join(', ');
  }
  if ((issue.code === 'too_small' || issue.code === 'too_big') && issue.origin === 'date') {
    const name = issue.code === 'too_small' ? 'minimum' : 'maximum';
    parameters[name] = new Date(Number(parameters[name]));
  }
  return parameters;
}
