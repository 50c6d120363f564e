import type { Scope } from '#src/scope/scope.ts';
import type { LanguageId } from '../languages.ts';
import type { OwnPattern as Found } from '../patterns/match-patterns.ts';
import type { Pattern } from '../patterns/pattern.ts';

/** A pattern of the organization that is on: what to look for, and what a student is told of it. */
export interface OwnPattern extends Found {
  readonly name: string;
  readonly language: LanguageId;
  readonly dimension: Pattern['dimension'];
  readonly severity: Pattern['severity'];
  /** Markdown. */
  readonly message: string;
}

const query = `
  select id, finding, name, language, dimension, severity, message from instructor_pattern
  where organization_id = ? and is_on and language = ? order by name`;

/** Those for programs in one language, to hand to `analyse`. In the open transaction. */
export const ownPatterns = ({ em, organization }: Scope, language: LanguageId): Promise<OwnPattern[]> =>
  em.execute<OwnPattern[]>(query, [organization.id, language]);
