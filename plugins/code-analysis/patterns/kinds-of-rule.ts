import type { Finding } from './pattern.ts';

/** The kinds of nodes that a rule can match at all; null when the rule does not say. */
export function kindsOfRule(rule: Finding['rule']): readonly string[] | null {
  const { kind, all, any } = rule;
  if (typeof kind === 'string') return [kind];
  const inAll = rulesIn(all)
    .map(kindsOfRule)
    .find((kinds) => kinds !== null);
  if (inAll) return inAll;
  const inAny = rulesIn(any).map(kindsOfRule);
  return inAny.length > 0 && inAny.every((kinds) => kinds !== null) ? inAny.flat() : null;
}

const rulesIn = (rules: unknown): readonly Finding['rule'][] =>
  Array.isArray(rules) ? rules.filter((rule) => typeof rule === 'object' && rule !== null) : [];
