import type { Answers } from '../answers/open-answers.ts';
import type { Queue } from '../execution/queue.ts';
import type { Language } from '../languages/language.ts';
import type { LocalSettings } from '../local-settings.ts';
import type { Tier } from '../sandbox/tier.ts';

/** What the routes answer from. */
export interface Judge {
  readonly settings: LocalSettings;
  readonly tokens: readonly string[];
  readonly tier: Tier;
  /** Archived ones too. */
  readonly languages: readonly Language[];
  readonly answers: Answers;
  readonly queue: Queue;
}
