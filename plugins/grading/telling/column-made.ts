import { z } from 'zod';
import { defineEvent } from '#src/events.ts';

/** The LMS has a column for an assignment now. */
export const columnMade = defineEvent('column.made', z.object({ assignmentId: z.uuid() }));
