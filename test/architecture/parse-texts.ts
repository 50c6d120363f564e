import { parse } from '@babel/parser';
import type { SourceFile } from './source-files.ts';

/** A text that a script or module writes down: a string, or a template, of which `text` is the beginning. */
export interface WrittenText {
  readonly text: string;
  readonly line: number;
  /** What a template writes around its variables; a string is whole. */
  readonly pieces: readonly string[];
  /** `key` of `{ key: '…' }`, `new DomainError.1` of its second argument; null elsewhere. */
  readonly place: string | null;
  /** Part of a thrown Error or of a type. */
  readonly isForDevelopers: boolean;
}

type Node = Record<string, unknown> & {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } };
};
interface Around {
  readonly place: string | null;
  readonly isForDevelopers: boolean;
}

/** Every text of a file, with where it stands. Throws when the file cannot be parsed. */
export function parseTexts({ path, text }: SourceFile): readonly WrittenText[] {
  const found: WrittenText[] = [];
  const options = {
    sourceType: 'module',
    plugins: ['typescript'],
    sourceFilename: path,
    attachComment: false,
  } as const;
  walk(parse(text, options as never).program as unknown as Node, { place: null, isForDevelopers: false }, found);
  return found;
}

function walk(node: Node, around: Around, found: WrittenText[]) {
  if (/^(Import|Export\w+)Declaration$/.test(node.type) && node.source) return;
  const line = node.loc?.start.line ?? 0;
  if (node.type === 'StringLiteral')
    found.push({ text: String(node.value), line, pieces: [String(node.value)], ...around });
  if (node.type === 'TemplateLiteral') {
    const pieces = (node.quasis as { readonly value: { readonly cooked: string } }[]).map(({ value }) => value.cooked);
    found.push({ text: pieces[0] ?? '', line, pieces, ...around });
  }
  for (const [name, value] of Object.entries(node)) {
    if (name === 'loc') continue;
    for (const [index, child] of (Array.isArray(value) ? (value as unknown[]) : [value]).entries())
      if (isNode(child)) walk(child, aroundChild(node, name, index, around), found);
  }
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

function aroundChild(node: Node, name: string, index: number, around: Around): Around {
  const isForDevelopers = around.isForDevelopers || node.type.startsWith('TS') || isError(node);
  if (node.type === 'ObjectProperty') return { place: name === 'value' ? nameOf(node.key) : null, isForDevelopers };
  if ((node.type === 'CallExpression' || node.type === 'NewExpression') && name === 'arguments')
    return { place: `${nameOf(node.callee)}.${index}`, isForDevelopers };
  // `a ? 'x' : 'y'`, `a ?? 'x'` and `'x' as const` stand where the whole stands.
  const passes = /^(Conditional|Logical|TSAs|TSSatisfies|Parenthesized)Expression$/.test(node.type) && name !== 'test';
  return {
    place: passes ? around.place : null,
    isForDevelopers: isForDevelopers && !/^TS(As|Satisfies)/.test(node.type),
  };
}

const isError = (node: Node) =>
  node.type === 'NewExpression' &&
  nameOf(node.callee)?.endsWith('Error') === true &&
  nameOf(node.callee) !== 'DomainError';

function nameOf(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === 'Identifier') return value.name as string;
  if (value.type === 'StringLiteral') return value.value as string;
  return value.type === 'MemberExpression' ? nameOf(value.property) : null;
}
