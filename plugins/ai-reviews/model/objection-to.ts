import { knownHosts } from '../basic/resources.ts';
import type { ContentSoFar } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';

/** Why a text of a model is not shown to anybody. */
export type Objection = 'hiddenTest' | 'solution' | 'score' | 'link' | 'markup';

/**
 * What is wrong with a review that a model wrote or is writing, whatever moved it to write that; null where nothing is. `secrets`
 * are the values that only hidden tests hold.
 */
export function objectionTo(content: ContentSoFar, work: ReviewedWork, secrets: readonly string[]): Objection | null {
  const prose = proseOf(content);
  const all = [...prose, ...content.suggestions.map(({ suggestedCode }) => suggestedCode ?? '')].join('\n');
  if (holdsAny(all, secrets)) return 'hiddenTest';
  if (codeLines(content, prose) > mostCodeLines(work)) return 'solution';
  if (prose.some((text) => speaksOfScore.some((sign) => sign.test(text)))) return 'score';
  if (prose.some((text) => [...text.matchAll(/https?:\/\/[^\s)>\]]+/gi)].some(([url]) => !isKnown(url)))) return 'link';
  return prose.some((text) => /<\/?[a-z][^>]*>|!\[[^\]]*\]\(|javascript:|data:/i.test(withoutCode(text)))
    ? 'markup'
    : null;
}

function proseOf({
  summary,
  strengths,
  improvements,
  suggestions,
  conceptualErrors,
  complexity,
  resources,
}: ContentSoFar) {
  const texts = [
    summary,
    ...strengths,
    ...improvements,
    ...conceptualErrors,
    ...suggestions.map(({ explanation }) => explanation),
    ...(complexity ? [complexity.time, complexity.space, complexity.explanation] : []),
    ...resources.map(({ title }) => title),
  ];
  return texts.filter((text) => typeof text === 'string');
}

/** There may be thousands of them; hardly any begins with three letters that stand next to each other in the text. */
function holdsAny(text: string, secrets: readonly string[]) {
  const beginnings = new Set(Array.from({ length: text.length }, (_one, at) => text.slice(at, at + 3)));
  return secrets.some((secret) => beginnings.has(secret.slice(0, 3)) && holds(text, secret));
}

/** As a word of its own: `12` is not held by `120`. */
function holds(text: string, secret: string) {
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1))
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + secret.length])) return true;
  return false;
}

const isWordPart = (letter: string | undefined) => letter !== undefined && /[\p{L}\d_]/u.test(letter);

/** Before somebody has passed, a review shows a few lines and never the way through. */
const mostCodeLines = ({ verdict, files }: ReviewedWork) =>
  verdict === 'ACCEPTED' ? 30 : Math.min(6, Math.max(3, Math.floor(linesIn(files.map(({ content }) => content)) / 2)));

const codeLines = ({ suggestions }: ContentSoFar, prose: readonly string[]) =>
  linesIn(suggestions.map(({ suggestedCode }) => suggestedCode ?? '')) +
  linesIn(prose.flatMap((text) => [...text.matchAll(/```[^\n]*\n([\s\S]*?)(?:```|$)/g)].map(([, code]) => code ?? '')));

const linesIn = (texts: readonly string[]) =>
  texts
    .join('\n')
    .split('\n')
    .filter((line) => line.trim()).length;

const speaksOfScore = [
  /\b(your|the|a|an|full|perfect|final|overall|maximum|total)\s+(score|grade|mark)s?\b/i,
  /\b(score|grade)\s*(:|=|\b(is|of|should|must)\b)/i,
  /\b(full|all|maximum|bonus|extra)\s+(points|marks|credit)\b/i,
  /\b\d+\s*(points?|marks|Punkte?n?)\b/i,
  /\b\d+\s*(\/|out of|von)\s*(10|100)\b/i,
  /\b100\s*(%|percent|Prozent)/i,
  /\b(Punktzahl|Gesamtnote|Bestnote|Höchstpunktzahl|volle Punkte)/i,
  /\b(Ihre|deine|die|eine)\s+Note\b/i,
];

const isKnown = (url: string) => knownHosts.has(URL.parse(url.replace(/[.,;:!?]+$/, ''))?.host ?? '');

const withoutCode = (text: string) => text.replaceAll(/```[\s\S]*?(```|$)|`[^`]*`/g, '');
