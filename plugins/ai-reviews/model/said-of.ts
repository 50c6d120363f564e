import { linesOf } from '../content/lines-of.ts';
import type { ContentSoFar, Suggestion } from '../content/review-content.ts';
import { knownHosts } from '../basic/resources.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import type { AnswerSoFar } from './follow-answer.ts';
import { indentedLike } from './indented-like.ts';
import { stripNames } from './strip-identity.ts';

/**
 * What a model says, whole or so far, as the content of a review: suggestions about lines that are not there, links to unknown
 * places and more than a review has room for are left out, and so is whatever says who the person is.
 */
export function saidOf(answer: AnswerSoFar, work: ReviewedWork): ContentSoFar {
  const clean = (text: string) => stripNames(cut(text), work.person);
  const texts = (all: readonly string[]) => all.map(clean).filter(Boolean).slice(0, mostTexts);
  const { summary, complexity } = answer;
  return {
    summary: (summary && clean(summary)) || null,
    strengths: texts(answer.strengths),
    improvements: texts(answer.improvements),
    suggestions: suggestionsOf(answer, work, clean),
    conceptualErrors: texts(answer.conceptualErrors),
    complexity: complexity && {
      time: clean(complexity.time).slice(0, 100),
      space: clean(complexity.space).slice(0, 100),
      explanation: clean(complexity.explanation) || '–',
    },
    resources: answer.resources
      .filter(({ title }) => clean(title))
      .slice(0, mostTexts)
      .map(({ title, url }) => ({ title: clean(title).slice(0, 200), url: knownUrl(url) })),
  };
}

const mostTexts = 3;
const mostSuggestions = 2;
const longest = 1_500;

/** PostgreSQL's JSON takes no NUL. */
const cut = (text: string) => text.replaceAll('\0', '').trim().slice(0, longest);

function suggestionsOf({ suggestions }: AnswerSoFar, { files }: ReviewedWork, clean: (text: string) => string) {
  const found = suggestions.flatMap(({ file, lineStart, lineEnd, suggestedCode, explanation }): Suggestion[] => {
    const path = files.find((one) => one.path === file)?.path ?? (files.length === 1 ? files[0]!.path : file);
    const currentCode = linesOf(files, path, lineStart, lineEnd);
    if (currentCode === null || !clean(explanation)) return [];
    const code = suggestedCode?.trim() ? indentedLike(currentCode, cutCode(suggestedCode)) : null;
    return [{ file: path, lineStart, lineEnd, currentCode, suggestedCode: code, explanation: clean(explanation) }];
  });
  return found.slice(0, mostSuggestions);
}

/** Blanks at the beginning of the first line mean something. */
const cutCode = (code: string) =>
  code
    .replaceAll('\0', '')
    .replace(/^(\s*\n)+/, '')
    .trimEnd()
    .slice(0, longest);

function knownUrl(text: string | null): string | null {
  const url = text === null ? null : URL.parse(text);
  return url?.protocol === 'https:' && knownHosts.has(url.host) && !url.username ? url.href : null;
}
