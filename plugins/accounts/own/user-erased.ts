import { z } from 'zod';
import { defineEvent } from '#src/events.ts';

/** What said who somebody was is gone; a plugin that keeps more about people takes it away as well. */
export const userErased = defineEvent('user.erased', z.object({ userId: z.uuid() }));
