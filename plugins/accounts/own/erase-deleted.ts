import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import { User } from '#src/people/user.entity.ts';
import type { Scope } from '#src/scope/scope.ts';
import { erasePerson } from './erase-person.ts';
import { daysToThinkAgain } from './request-deletion.ts';

const dayMs = 86_400_000;
const atOnce = 200;

/** Every night, the accounts whose owners wanted them deleted two weeks ago and did not come back. */
export const eraseDeleted = defineJob({
  name: 'accounts.eraseDeleted',
  schedule: '20 3 * * *',
  data: z.object({}),
  async run(scope: Scope) {
    const before = new Date(scope.now().getTime() - daysToThinkAgain * dayMs);
    const due = await scope.em.find(User, { deletionRequestedAt: { $lt: before }, erasedAt: null }, { limit: atOnce });
    for (const user of due) await erasePerson(scope, user);
    if (due.length === atOnce) await scope.enqueue(eraseDeleted as never, {} as never);
  },
});
