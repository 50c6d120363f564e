import { z } from 'zod';
import { audit } from '#src/audit/audit.ts';
import { defineCommand, type Shell } from '#src/commands/command.ts';
import { Installation } from './installation.entity.ts';
import { findWaitingOutgoing, type WaitingOutgoing } from './waiting-outgoing.ts';

const shown = 20;
const everyOne = 1_000_000;

const resume = defineCommand({
  name: 'resume-outgoing',
  summary: 'Lists which scores, mails and webhooks wait since a restore, and with --yes lets them leave',
  options: z.object({
    yes: z.boolean().optional().describe('Let them leave'),
    all: z.boolean().optional().describe(`List every one, not only the oldest ${shown} of each kind`),
  }),
  async run(shell, options) {
    const since = await pausedSince(shell);
    if (!since) return { data: { paused: false }, text: 'Outgoing work is not paused.' };
    const waiting = await findWaitingOutgoing(await shell.kernel(), options.all ? everyOne : shown);
    if (!options.yes) return { data: { paused: true, since, waiting }, text: listing(since, waiting), failed: true };
    await setPaused(shell, null);
    const count = waiting.reduce((sum, kind) => sum + kind.count, 0);
    await audit(await shell.scope(), { action: 'outgoing.resumed', payload: { count } });
    return {
      data: { paused: false, waiting },
      text: `Outgoing work is no longer paused: ${count} jobs leave, beginning within five seconds.`,
    };
  },
});

const pause = defineCommand({
  name: 'pause-outgoing',
  summary: 'Keeps scores, mails and webhooks here until resume-outgoing; everything else goes on',
  options: z.object({}),
  async run(shell) {
    const since = await pausedSince(shell);
    if (since)
      return { data: { paused: true, since }, text: `Outgoing work has been paused since ${since.toISOString()}.` };
    await setPaused(shell, new Date());
    await audit(await shell.scope(), { action: 'outgoing.paused' });
    return {
      data: { paused: true },
      text: 'Outgoing work is paused: within five seconds no worker begins any; what is under way is finished.',
    };
  },
});

const pausedSince = async (shell: Shell) =>
  (await shell.scope()).transaction(
    async ({ em }) => (await em.findOne(Installation, { id: 1 }))?.outgoingPausedAt ?? null,
    { readOnly: true },
  );

const setPaused = async (shell: Shell, outgoingPausedAt: Date | null) =>
  (await shell.scope()).transaction(({ em }) => em.nativeUpdate(Installation, { id: 1 }, { outgoingPausedAt }));

function listing(since: Date, waiting: readonly WaitingOutgoing[]) {
  const kinds = waiting.flatMap(({ job, count, oldest, items }) => [
    `${job} × ${count}, the oldest of ${oldest.toISOString()}`,
    ...items.map((item) => `    ${item}`),
    ...(items.length > 0 && items.length < count ? [`    … and ${count - items.length} more (--all lists them)`] : []),
  ]);
  const head = `Outgoing work has been paused since ${since.toISOString()}.`;
  if (kinds.length === 0) return [head, 'Nothing waits to leave. Say it again with --yes to end the pause.'].join('\n');
  return [
    head,
    'These would leave:',
    ...kinds,
    'What was waiting when the backup was made may have left before the restore, and would leave again. Say it again with --yes to let all of it leave.',
  ].join('\n');
}

export const outgoingCommands = [resume, pause];
