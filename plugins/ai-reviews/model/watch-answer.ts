import type { Scope } from '#src/scope/scope.ts';
import type { ContentSoFar, Suggestion } from '../content/review-content.ts';
import type { ReviewedWork } from '../ladder/reviewed-work.ts';
import { checkSuggestion } from './check-suggestion.ts';
import { followAnswer } from './follow-answer.ts';
import { objectionTo } from './objection-to.ts';
import { saidOf } from './said-of.ts';
import type { ShownParts } from './show-parts.ts';
import { openSuggestionChecks, type SuggestionChecks } from './suggestion-checks.ts';
import { Withheld } from './withheld.ts';

export interface Watched {
  /** Hears a piece of an answer. Throws Withheld at the first part that does not pass. */
  readonly hear: (piece: string) => Promise<void>;
  readonly suggestions: SuggestionChecks;
  /** Nothing of it is shown or looked at any more. */
  readonly end: () => void;
}

interface Watching {
  /** What only the hidden tests hold. */
  readonly secrets: readonly string[];
  readonly shown: ShownParts;
  readonly signal: AbortSignal;
}

/** Shows each part of an answer as soon as it is whole and has passed every check, alone and together with those before it. */
export function watchAnswer(scope: Scope, work: ReviewedWork, { secrets, shown, signal }: Watching): Watched {
  const follow = followAnswer();
  let said: ContentSoFar | null = null;
  const ended = new AbortController();
  const check = (one: Suggestion) => checkSuggestion(scope, work, one, AbortSignal.any([signal, ended.signal]));
  const show = () =>
    said && !ended.signal.aborted && shown.show({ ...said, suggestions: [...suggestions.passed(said.suggestions)] });
  const suggestions = openSuggestionChecks(check, show);
  return {
    suggestions,
    end: () => ended.abort(),
    async hear(piece) {
      const whole = follow(piece);
      if (!whole) return;
      const heard = saidOf(whole, work);
      const objection = objectionTo(heard, work, secrets);
      if (objection) throw new Withheld(objection);
      said = heard;
      show();
    },
  };
}
