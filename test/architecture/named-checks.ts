import type { Node } from './migration-changes.ts';

/** The conditions of the named checks in these statements, by name. */
export function namedChecks(statements: readonly Node[]): Map<string, Node> {
  const found = new Map<string, Node>();
  const look = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { Constraint: constraint } = value as { Constraint?: Node };
    if (constraint?.contype === 'CONSTR_CHECK' && typeof constraint.conname === 'string')
      found.set(constraint.conname, constraint.raw_expr as Node);
    for (const child of Object.values(value)) look(child);
  };
  look(statements);
  return found;
}

/** Whether a check is made anew with the same condition and at least the same words in its lists: a new value of an enumeration. */
export function isWidened(before: Node | undefined, after: Node | undefined): boolean {
  if (!before || !after) return false;
  const [old, now] = [withoutWords(before), withoutWords(after)];
  return old.shape === now.shape && old.words.every((word) => now.words.includes(word));
}

/** The condition with its lists of words taken out, so that two can be compared; places in the text do not count. */
function withoutWords(condition: Node) {
  const words: string[] = [];
  const shape = JSON.stringify(condition, (key, value: unknown) => {
    if (/^location$|_start$|_end$/.test(key)) return undefined;
    const list = Array.isArray(value) ? value.map(wordOf) : [];
    if (list.length === 0 || list.includes(undefined)) return value;
    words.push(...(list as string[]));
    return 'words';
  });
  return { shape, words };
}

function wordOf(value: unknown) {
  const constant = (value as { A_Const?: { sval?: { sval?: string } } } | null)?.A_Const;
  return constant?.sval ? (constant.sval.sval ?? '') : undefined;
}
