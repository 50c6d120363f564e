import { z } from 'zod';
import { defineEvent } from '#src/events.ts';

/** By its rules grades may be others now, or the LMS may have them now. */
export const assignmentChanged = defineEvent('assignment.changed', z.object({ assignmentId: z.uuid() }));
