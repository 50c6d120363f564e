import { openAnalyst, type Answer } from '../analyst/analyst.ts';
import type { Probed } from '../analyst/questions.ts';
import type { LanguageId } from '../languages.ts';
import type { Finding } from '../patterns/pattern.ts';

/** A process of its own: a rule that never ends keeps no review waiting. */
const analyst = openAnalyst();

/** Where each of some programs shows what a rule describes. Never rejects; a rule that takes too long is refused. */
export const probe = (language: LanguageId, finding: Finding, programs: readonly string[]): Promise<Answer<Probed>> =>
  analyst.ask('probe', { language, finding, programs });
