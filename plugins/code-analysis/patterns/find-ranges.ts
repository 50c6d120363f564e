import type { NapiConfig, SgNode } from '@ast-grep/napi';
import type { LineRange } from '../trees/align-lines.ts';
import type { Finding } from './pattern.ts';

/** Whoever made a mistake twenty times need not read it more often. */
const most = 20;

/** Where a program shows what a rule describes, once a line. A rule that is none finds nothing. */
export function findRanges(root: SgNode, finding: Finding): readonly LineRange[] {
  const found = findAll(root, finding).map((node) => node.range());
  const ranges = found.map(({ start, end }) => ({ start: start.line + 1, end: end.line + 1 }));
  return ranges
    .filter(({ start }, index) => ranges.findIndex((range) => range.start === start) === index)
    .slice(0, most);
}

function findAll(root: SgNode, finding: Finding) {
  try {
    return root.findAll(configOf(finding));
  } catch {
    return [];
  }
}

/** What ast-grep takes; it checks itself what its types cannot say of a rule that is data. */
export const configOf = ({ rule, constraints, utils }: Finding) =>
  ({ rule, ...(constraints && { constraints }), ...(utils && { utils }) }) as NapiConfig;
