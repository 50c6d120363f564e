import { z } from 'zod';
import { defineTopic, liveTopic } from '#src/http/live/topic.ts';
import { publish } from '#src/http/live/publish.ts';
import { on } from '#src/events.ts';
import type { Scope } from '#src/scope/scope.ts';
import { view } from '#src/views.ts';
import { assignmentChanged } from '../assignment-changed.ts';
import { selectAssignment } from '../select-assignment.ts';
import { TimingFields, timingFields } from './timing-fields.ts';

interface Watched {
  readonly assignmentId: string;
  readonly userId: string;
}

/** How much time somebody has left: it may become more while they work. */
export const clockTopic = defineTopic({
  name: 'assignments.clock',
  params: z.object({ assignmentId: z.uuid(), userId: z.uuid() }),
  target: ({ assignmentId }) => `clock-${assignmentId}`,
  async allow(scope: Scope, { assignmentId, userId }: Watched) {
    const row = await selectAssignment(scope, assignmentId);
    return row?.userId === userId ? row : null;
  },
  draw: async (scope, row) => ({
    view: view('assignments/timing/left', z.object({ id: z.uuid(), timing: TimingFields.nullable() })),
    data: { id: row.id, timing: timingFields(scope, row) },
  }),
});

export const liveClock = liveTopic(clockTopic);

export const tellClock = (scope: Scope, watched: Watched): void => publish(scope, clockTopic, watched);

const query = `
  select user_id as "userId" from assignment_start where organization_id = ? and assignment_id = ? and set_back_at is null`;

/** Other minutes or an extension: whoever has begun sees it at once. */
export const tellClocks = on(assignmentChanged, {
  name: 'assignments.tellClocks',
  async run(scope, { assignmentId }) {
    const rows = await scope.em.execute<{ userId: string }[]>(query, [scope.organization.id, assignmentId]);
    for (const { userId } of rows) tellClock(scope, { assignmentId, userId });
  },
});
