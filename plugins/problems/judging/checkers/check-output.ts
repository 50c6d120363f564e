import type { Checker } from '../checker.ts';
import type { Words } from '../judgement.ts';
import { checkExact } from './exact.ts';
import { checkFloats } from './floats.ts';
import { checkJson } from './json.ts';
import { checkRegex } from './regex.ts';
import { checkTokens } from './tokens.ts';
import { checkTrimmed } from './trimmed.ts';
import { checkUnorderedLines } from './unordered-lines.ts';

/** Every checker but the author's own program, which needs a box. */
export type PlainChecker = Exclude<Checker, { kind: 'program' }>;

/** Compares an output with what was expected. Null where it is right. */
export function checkOutput(checker: PlainChecker, expected: string, actual: string): Words | null {
  switch (checker.kind) {
    case 'exact':
      return checkExact(expected, actual);
    case 'trimmed':
      return checkTrimmed(expected, actual);
    case 'tokens':
      return checkTokens(expected, actual);
    case 'floats':
      return checkFloats(checker.tolerance)(expected, actual);
    case 'unorderedLines':
      return checkUnorderedLines(expected, actual);
    case 'json':
      return checkJson(checker.tolerance)(expected, actual);
    case 'regex':
      return checkRegex(checker.pattern)(expected, actual);
  }
}
