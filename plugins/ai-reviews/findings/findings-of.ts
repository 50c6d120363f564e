import {
  languageOf,
  loadLibrary,
  ownPatterns,
  patternTexts,
  severities,
  silencedPatterns,
  type OrganizationPattern,
  type Pattern,
} from '#plugins/code-analysis';
import type { Scope } from '#src/scope/scope.ts';
import type { ReviewText } from '../content/review-content.ts';
import type { FileMatch } from '../earlier/print-of.ts';

/** A pattern at the first place where a program shows it, and what its author is told of it. */
export interface Finding {
  readonly severity: Pattern['severity'];
  readonly explanation: ReviewText;
  readonly place: FileMatch;
}

/**
 * The gravest first: of the library without what the organization has silenced, and of the patterns of its instructors. One
 * transaction of its own.
 */
export async function findingsOf(
  scope: Scope,
  language: string,
  matches: readonly FileMatch[],
): Promise<readonly Finding[]> {
  const patterns = await loadLibrary();
  const known = languageOf(language);
  const { silenced, own } = await scope.transaction(
    async (inside) => ({
      silenced: await silencedPatterns(inside),
      own: known ? await ownPatterns(inside, known) : [],
    }),
    { readOnly: true },
  );
  const all = [...patterns.filter(({ id }) => !silenced.has(id)).map(ofLibrary), ...own.map(ofInstructors)];
  return all
    .flatMap(({ id, ...said }) => {
      const place = matches.find((match) => match.id === id);
      return place ? [{ ...said, place }] : [];
    })
    .toSorted((one, other) => rank(one) - rank(other) || one.place.start - other.place.start);
}

function ofLibrary({ id, severity }: Pattern) {
  const { title, why, instead } = patternTexts(id);
  return { id, severity, explanation: [title, why, instead].map((key) => ({ key, parameters: {} })) };
}

const ofInstructors = ({ id, severity, message }: OrganizationPattern) => ({ id, severity, explanation: message });

const rank = ({ severity }: Finding) => severities.indexOf(severity);
