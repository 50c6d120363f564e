import { z } from 'zod';
import { defineEvent } from '#src/events.ts';

/** A problem has a new version. */
export const problemPublished = defineEvent(
  'problem.published',
  z.object({ problemId: z.uuid(), versionId: z.uuid() }),
);
