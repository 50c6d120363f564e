import type { SourceFile } from '#plugins/problems';
import type { ContentSoFar, ReviewText } from '../content/review-content.ts';
import { reviewPath } from '../paths.ts';
import { sourceOf } from './source-of.ts';
import type { SaidFields, ShownText, WrittenFields } from './review-view.ts';
import type { ReviewRow } from './select-reviews.ts';

/** A review that is there; null for one that is not. */
export function writtenFields(row: ReviewRow | undefined, submissionId: string): WrittenFields | null {
  if (!row?.content || row.tier === null) return null;
  const { content, tier, model } = row;
  return {
    tier,
    source: sourceOf(tier),
    model: tier === 'model' ? model : null,
    isTaken: tier === 'exact' || tier === 'similar',
    tokens: row.promptTokens + row.completionTokens,
    cost: row.costMicros / 1_000_000,
    seconds: Math.round((row.tookMs ?? 0) / 100) / 10,
    finishedAt: row.finishedAt && new Date(row.finishedAt).toISOString(),
    isSent: row.sent !== null,
    overallScore: content.overallScore,
    scores: Object.entries(content.scores).flatMap(([name, score]) => (score === null ? [] : [{ name, score }])),
    ...saidFields(content, submissionId),
  };
}

/** What a review says, whole or so far. */
export const saidFields = (content: ContentSoFar, submissionId: string): SaidFields => ({
  summary: content.summary === null ? null : shown(content.summary),
  strengths: content.strengths.map(shown),
  improvements: content.improvements.map(shown),
  conceptualErrors: content.conceptualErrors.map(shown),
  suggestions: content.suggestions.map((suggestion) => ({
    ...suggestion,
    lineCount: suggestion.lineEnd - suggestion.lineStart + 1,
    href: `${reviewPath(submissionId)}#${lineId(suggestion.file, suggestion.lineStart)}`,
    explanation: shown(suggestion.explanation),
  })),
  complexity: content.complexity && { ...content.complexity, explanation: shown(content.complexity.explanation) },
  resources: content.resources.map(({ title, url }) => ({ title: shown(title), url })),
});

function shown(text: ReviewText): ShownText {
  if (typeof text === 'string') return { words: null, more: [], markdown: text };
  const [words = null, ...more] = Array.isArray(text) ? text : [text];
  return { words, more, markdown: '' };
}

/** Of the element that shows a line. */
export const lineId = (path: string, line: number) => `line-${path.replaceAll(/[^\w]/g, '-')}-${line}`;

export const linedFiles = (files: readonly SourceFile[]) =>
  files.map(({ path, content }) => ({
    path,
    lines: content
      .split('\n')
      .map((text, index) => ({ id: lineId(path, index + 1), label: String(index + 1).padStart(4), text })),
  }));
