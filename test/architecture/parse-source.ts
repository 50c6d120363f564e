import { parse } from '@babel/parser';
import type { SourceFile } from './source-files.ts';

export interface Import {
  /** Null when only the run knows what is imported. */
  readonly specifier: string | null;
  readonly line: number;
  /** `import type`, `import { type … }`, `import('…').Type`. */
  readonly isTypeOnly: boolean;
  /** `import()` and `require()`. */
  readonly isDynamic: boolean;
}

export interface At {
  readonly text: string;
  readonly line: number;
}

export interface ParsedSource {
  readonly imports: readonly Import[];
  readonly comments: readonly At[];
  /** Names of classes, functions, types and variables that the file makes. */
  readonly declared: readonly At[];
  /** `a.b.c`, wherever it is written. */
  readonly chains: readonly At[];
  /** What is called, as it is written: `f`, `a.b`. */
  readonly calls: readonly At[];
}

type Node = Record<string, unknown> & {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } };
};
type Found = { -readonly [K in keyof ParsedSource]: ParsedSource[K][number][] };

const parsed = new WeakMap<SourceFile, ParsedSource>();

/** What the checks ask of a TypeScript or JavaScript file, type-only imports included. Throws when it cannot be parsed. */
export function parseSource(file: SourceFile): ParsedSource {
  const known = parsed.get(file) ?? readSource(file);
  parsed.set(file, known);
  return known;
}

function readSource({ path, text }: SourceFile): ParsedSource {
  const plugins = path.endsWith('.d.ts') ? ([['typescript', { dts: true }]] as const) : (['typescript'] as const);
  const tree = parse(text, {
    sourceType: 'module',
    plugins: [...plugins] as never,
    sourceFilename: path,
    attachComment: false,
  });
  const found: Found = { imports: [], comments: [], declared: [], chains: [], calls: [] };
  for (const comment of tree.comments ?? [])
    found.comments.push({ text: comment.value, line: comment.loc?.start.line ?? 0 });
  walk(tree.program as unknown as Node, found);
  return found;
}

function walk(node: Node, found: Found) {
  look(node, found);
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc') continue;
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) walk(child, found);
  }
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

function look(node: Node, found: Found) {
  const line = node.loc?.start.line ?? 0;
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      if (node.source)
        found.imports.push({ specifier: literal(node.source), line, isTypeOnly: isTypeOnly(node), isDynamic: false });
      break;
    case 'TSImportType':
      found.imports.push({ specifier: literal(node.argument), line, isTypeOnly: true, isDynamic: false });
      break;
    case 'TSExternalModuleReference':
      found.imports.push({ specifier: literal(node.expression), line, isTypeOnly: false, isDynamic: false });
      break;
    case 'CallExpression':
      lookAtCall(node, line, found);
      break;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      found.chains.push({ text: chain(node), line });
      break;
    default:
      if (isDeclaration(node)) found.declared.push({ text: nameOf(node.id), line });
  }
}

function lookAtCall(node: Node, line: number, found: Found) {
  const callee = node.callee as Node;
  const name =
    callee.type === 'Import' ? 'import' : callee.type === 'MemberExpression' ? chain(callee) : nameOf(callee);
  if (name === 'import' || name === 'require') {
    found.imports.push({
      specifier: literal((node.arguments as unknown[])[0]),
      line,
      isTypeOnly: false,
      isDynamic: true,
    });
  } else if (name) found.calls.push({ text: name, line });
}

const isDeclaration = (node: Node) =>
  [
    'ClassDeclaration',
    'FunctionDeclaration',
    'TSInterfaceDeclaration',
    'TSTypeAliasDeclaration',
    'VariableDeclarator',
  ].includes(node.type) && nameOf(node.id) !== '';

function isTypeOnly(node: Node) {
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const names = (node.specifiers ?? []) as Node[];
  return names.length > 0 && names.every((name) => name.importKind === 'type' || name.exportKind === 'type');
}

/** The text of a string, also when it is written as a template without variables; null for anything else. */
function literal(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === 'StringLiteral') return value.value as string;
  if (value.type === 'TSLiteralType') return literal(value.literal);
  const quasis = value.type === 'TemplateLiteral' ? (value.quasis as { value: { cooked: string } }[]) : [];
  return quasis.length === 1 ? quasis[0]!.value.cooked : null;
}

const nameOf = (value: unknown) => (isNode(value) && value.type === 'Identifier' ? (value.name as string) : '');

function chain(node: Node): string {
  const { object, property, computed } = node as { object?: unknown; property?: unknown; computed?: unknown };
  const left =
    isNode(object) && object.type.endsWith('MemberExpression')
      ? chain(object)
      : nameOf(isNode(object) && object.type === 'CallExpression' ? object.callee : object);
  const right = computed ? (literal(property) ?? '[]') : nameOf(property);
  return `${left}.${right}`;
}
