import type { ContentItem } from './content-item.ts';

/** Somebody has been sent to a tool to choose what becomes an activity. */
export interface Choice {
  /** Comes back in the query of the return address. */
  readonly id: string;
  readonly courseId: string;
  readonly clientId: string;
  readonly personId: string;
  /** What has to come back as it is; null where this kind of LMS sends nothing. */
  readonly data: string | null;
  readonly acceptsMultiple: boolean;
  /** The activity whose content is chosen anew; null for a new one. */
  readonly activityId: string | null;
  /** Milliseconds since 1970. */
  readonly expires: number;
  isAnswered: boolean;
}

/** What came back from a tool. */
export interface ChoiceAnswer {
  readonly choice: Choice | null;
  /** Claims of the response; null when it could not be trusted. */
  readonly claims: Readonly<Record<string, unknown>> | null;
  readonly items: readonly ContentItem[];
  /** Why nothing came of it; empty when it was accepted. */
  readonly problems: readonly string[];
}
