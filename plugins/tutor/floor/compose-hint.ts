import { linesOf } from '#plugins/ai-reviews';
import { patternTexts } from '#plugins/code-analysis';
import type { Words } from '#plugins/problems';
import type { HintContent, HintedLines } from '../hint-content.ts';
import type { HintKind, HintSource } from '../kinds.ts';
import type { AskedHint } from '../writing/read-asked.ts';
import { authorShare } from './author-share.ts';
import type { FoundPattern } from './find-patterns.ts';
import { faultText, placeInCode, type Place } from './place-in-code.ts';
import { testFault, type TestFault } from './test-fault.ts';

interface Composed {
  readonly source: HintSource;
  readonly content: HintContent;
}

/**
 * A hint without a model: what the author wrote for this kind, what the code itself shows, how the tests ended. It says nothing of
 * a hidden test but how it ended, and is always there.
 */
export function composeHint({ kind, work }: AskedHint, patterns: readonly FoundPattern[]): Composed {
  const author = authorShare(work.statement.hints, kind);
  const [pattern = null] = patterns;
  const fault = testFault(work);
  const place = placeInCode(work, fault);
  const own = ownWords[kind]({ pattern, fault, place, said: faultText(work) });
  const general = generalHint(kind).content;
  const parts = [...own.parts, ...author];
  return {
    source: author.length > 0 ? 'author' : own.source,
    content: {
      parts: parts.length > 0 ? parts : general.parts,
      lines: kind === 'place' ? shownLines(work, pattern ?? place) : [],
      // What the author says last is nearer to the solution than steps that hold for every program.
      steps: author.length > 0 ? [] : general.steps,
    },
  };
}

/** What helps with every program. */
export const generalHint = (kind: HintKind): Composed => ({
  source: 'general',
  content: {
    parts: [words(`general.${kind}`)],
    lines: [],
    steps: kind === 'pseudocode' ? ['read', 'small', 'each', 'write'].map((step) => words(`steps.${step}`)) : [],
  },
});

const words = (name: string, parameters: Words['parameters'] = {}): Words => ({ key: `tutor.${name}`, parameters });
const told = (key: string): Words => ({ key, parameters: {} });

interface Known {
  readonly pattern: FoundPattern | null;
  readonly fault: TestFault | null;
  readonly place: Place | null;
  /** What a compiler or a crash complains of. */
  readonly said: Words | null;
}

interface Own {
  readonly source: HintSource;
  readonly parts: readonly Words[];
}

const nothing: Own = { source: 'general', parts: [] };
const fromTests = (part: Words): Own => ({ source: 'tests', parts: [part] });
const fromCode = (part: Words): Own => ({ source: 'pattern', parts: [part] });

/** What can be said of this very program. */
const ownWords: Readonly<Record<HintKind, (known: Known) => Own>> = {
  question: ({ fault }) => (fault ? fromTests(words(`question.${fault}`)) : nothing),
  concept({ pattern, fault, said }) {
    if (pattern) return fromCode(told(patternTexts(pattern.id).why));
    if (said) return fromTests(said);
    return fault ? fromTests(words(`concept.${fault}`)) : nothing;
  },
  place({ pattern, fault, place }) {
    if (pattern) return fromCode(told(patternTexts(pattern.id).title));
    if (!place) return nothing;
    return fault ? fromTests(words(`place.${fault}`)) : fromCode(words('place.begin'));
  },
  pseudocode: ({ pattern }) => (pattern ? fromCode(told(patternTexts(pattern.id).instead)) : nothing),
};

/** More would be the whole program. */
const mostLines = 12;

function shownLines({ files }: AskedHint['work'], place: Place | null): HintedLines[] {
  if (!place) return [];
  const { file, lineStart } = place;
  const lineEnd = Math.min(place.lineEnd, lineStart + mostLines - 1);
  const code = linesOf(files, file, lineStart, lineEnd);
  return code === null ? [] : [{ file, lineStart, lineEnd, code }];
}
