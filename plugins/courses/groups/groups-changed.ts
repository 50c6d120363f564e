import { z } from 'zod';
import { defineEvent } from '#src/events.ts';

/** Who works together in a course has changed, in one of its sets. */
export const groupsChanged = defineEvent('course.groupsChanged', z.object({ courseId: z.uuid(), setName: z.string() }));
