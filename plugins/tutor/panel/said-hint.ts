import type { HintRow } from '../asking/select-hints.ts';
import type { HintText } from '../hint-content.ts';
import type { SaidHint, ShownText } from './hint-views.ts';

type Known = Pick<HintRow, 'id' | 'number' | 'kind' | 'state' | 'source' | 'content'>;

/** What a hint says, for a template; nothing as long as it is being written. */
export const saidHint = ({ id, number, kind, state, source, content }: Known): SaidHint => ({
  id,
  number,
  kind,
  state,
  source,
  parts: (content?.parts ?? []).map(shown),
  lines: (content?.lines ?? []).map((lines) => ({ ...lines, lineCount: lines.lineEnd - lines.lineStart + 1 })),
  steps: (content?.steps ?? []).map(shown),
});

const shown = (text: HintText): ShownText =>
  typeof text === 'string' ? { words: null, markdown: text } : { words: text, markdown: '' };
