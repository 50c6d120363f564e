import { linesOf } from '#plugins/ai-reviews';
import type { HintContent } from '../hint-content.ts';
import type { AskedHint } from '../writing/read-asked.ts';
import type { HintAnswer } from './hint-answer.ts';
import { holdsCode, looksLikeCode } from './looks-like-code.ts';

const longestText = 800;
const longestStep = 200;
const mostSteps = 8;
/** More is no place. */
const mostLines = 12;

/** A model's answer as a hint of its kind; null for one that is none, or that shows code where words were asked for. */
export async function hintContentOf(answer: HintAnswer, { kind, work }: AskedHint): Promise<HintContent | null> {
  const text = answer.text.trim();
  if (!text || text.length > longestText || holdsCode(text)) return null;
  const content = { parts: [text], lines: [], steps: [] };
  if (kind === 'place') {
    const lines = placesOf(answer, work);
    return lines.length > 0 ? { ...content, lines } : null;
  }
  if (kind !== 'pseudocode') return content;
  const steps = answer.steps.map((step) => step.trim()).filter(Boolean);
  if (steps.length < 2 || steps.length > mostSteps) return null;
  if (steps.some((step) => step.length > longestStep || holdsCode(step))) return null;
  return (await looksLikeCode(work.language, steps)) ? null : { ...content, steps };
}

const placesOf = ({ lines }: HintAnswer, { files }: AskedHint['work']) =>
  lines
    .flatMap(({ file, lineStart, lineEnd }) => {
      const path = files.find((one) => one.path === file)?.path ?? (files.length === 1 ? files[0]!.path : file);
      const code = linesOf(files, path, lineStart, lineEnd);
      return code === null || lineEnd - lineStart >= mostLines ? [] : [{ file: path, lineStart, lineEnd, code }];
    })
    .slice(0, 3);
