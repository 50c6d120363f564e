import { parse, type SgNode } from '@ast-grep/napi';
import type { LanguageId } from '../languages.ts';
import { grammarOf } from './grammars.ts';

/** Why a program was not analysed. `time` and `crash` are said by whoever waits for the analyst. */
export type Refusal = 'language' | 'size' | 'depth' | 'time' | 'crash' | 'busy';

export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`the program was not analysed: ${refusal}`);
    this.refusal = refusal;
  }
}

/** A token: what the tree has no children below. */
export interface Leaf {
  readonly id: number;
  readonly kind: string;
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** The kind of what it stands in. */
  readonly parent: string;
}

/** A tree as one walk meets it: a node with children is opened and closed. */
export type Part = { readonly open: string } | { readonly close: string } | Leaf;

export interface Tree {
  readonly language: LanguageId;
  readonly root: SgNode;
  /** Without comments. */
  readonly parts: readonly Part[];
  /** False when the grammar had to skip or invent something: the rest is still a tree. */
  readonly isWhole: boolean;
}

/** Twice what a file of a submission may have. */
const longest = 20_000;
const deepest = 400;

/** Parses a program, broken or not. Throws Refused for one that is too long or nested too deeply. */
export function openTree(language: LanguageId, source: string): Tree {
  if (source.length > longest) throw new Refused('size');
  const root = parse(grammarOf(language), source).root();
  const parts = partsOf(root);
  return { language, root, parts, isWhole: parts.every((part) => !isBroken(part)) };
}

const isBroken = (part: Part) =>
  'open' in part ? part.open === 'ERROR' : 'id' in part && (part.kind === 'ERROR' || isInvented(part));

/** What the grammar missed stands in the tree without text. */
const isInvented = ({ text }: Leaf) => text === '';

type Step = { readonly node: SgNode; readonly parent: string; readonly depth: number } | { readonly close: string };

/** Without recursion: how deep a program is nested is its author's choice. */
function partsOf(root: SgNode): Part[] {
  const parts: Part[] = [];
  const steps: Step[] = [{ node: root, parent: '', depth: 0 }];
  for (let step = steps.pop(); step; step = steps.pop()) {
    if ('close' in step) {
      parts.push(step);
      continue;
    }
    const { node, depth } = step;
    if (depth > deepest) throw new Refused('depth');
    const kind = String(node.kind());
    if (kind.endsWith('comment')) continue;
    const children = node.children();
    if (children.length === 0) {
      if (depth > 0) parts.push(leafOf(node, kind, step.parent));
      continue;
    }
    parts.push({ open: kind });
    steps.push({ close: kind });
    for (const child of children.toReversed()) steps.push({ node: child, parent: kind, depth: depth + 1 });
  }
  return parts;
}

const leafOf = (node: SgNode, kind: string, parent: string): Leaf => ({
  id: node.id(),
  kind,
  text: node.text(),
  line: node.range().start.line + 1,
  parent,
});
