import type { SgNode } from '@ast-grep/napi';
import type { Leaf, Tree } from '../trees/open-tree.ts';
import type { Rule } from '../trees/rule.ts';
import { namingOf } from './naming-of.ts';

/** Names by which the language or the judge calls a program from outside. */
const called = /^(main|constructor|_|__\w+__)$/;

type Scope = Map<string, object>;

/**
 * For each token that is a name of the program's own, the thing that it means; tokens of the same thing share it. `calledToo`:
 * further names that somebody outside of the program uses, which therefore mean themselves.
 */
export function resolveNames(
  { language, root, parts }: Tree,
  calledToo: ReadonlySet<string>,
): ReadonlyMap<number, object> {
  const naming = namingOf[language];
  const [outer, inner, members, memberUses] = [naming.outer, naming.inner, naming.members, naming.memberUses].map(
    (rules) => idsOf(root, rules),
  ) as [Ids, Ids, Ids, Ids];
  const memberNames: Scope = new Map();
  const places: { readonly leaf: Leaf; readonly trail: readonly Scope[] }[] = [];
  let trail: readonly Scope[] = [new Map()];
  for (const part of parts) {
    if ('open' in part) {
      if (naming.scopes.includes(part.open)) trail = [...trail, new Map()];
    } else if ('close' in part) {
      if (naming.scopes.includes(part.close)) trail = trail.slice(0, -1);
    } else {
      if (called.test(part.text) || calledToo.has(part.text)) continue;
      places.push({ leaf: part, trail });
      if (members.has(part.id)) declare(memberNames, part.text);
      else if (outer.has(part.id)) declare(trail.at(-2) ?? trail[0]!, part.text);
      else if (inner.has(part.id)) declare(trail.at(-1)!, part.text);
    }
  }
  return new Map(
    places.flatMap(({ leaf, trail: scopes }) => {
      if (!leaf.kind.includes('identifier')) return [];
      const isMember = members.has(leaf.id) || memberUses.has(leaf.id);
      const scope = isMember ? undefined : scopes.findLast((candidate) => candidate.has(leaf.text));
      const meant = (scope ?? memberNames).get(leaf.text);
      return meant ? [[leaf.id, meant] as const] : [];
    }),
  );
}

type Ids = ReadonlySet<number>;

const idsOf = (root: SgNode, rules: readonly Rule[]): Ids =>
  new Set(rules.length === 0 ? [] : root.findAll({ rule: { any: [...rules] } }).map((node) => node.id()));

function declare(scope: Scope, name: string) {
  if (!scope.has(name)) scope.set(name, {});
}
