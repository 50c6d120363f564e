import { Installation } from '#src/outgoing/installation.entity.ts';
import { countQueues, sumOf } from '#src/jobs/pages/live-counts.ts';
import type { InstallationScope } from '#src/scope/scope.ts';

const mailQueues = ['kernel.sendMail', 'kernel.sendInstallationMail'];

/** What an operator asks first when something is slow. `steps` work: dependencies are asked over the network. */
export async function selectHealth(scope: InstallationScope) {
  const { ready, reasons, degraded } = await scope.readiness();
  const { queues, postgresql, outgoingPausedAt } = await scope.transaction(readDatabase, { readOnly: true });
  return {
    isReady: ready,
    reasons: [...reasons],
    degraded: Object.entries(degraded).map(([name, what]) => ({ name, what })),
    version: scope.version,
    node: process.version,
    postgresql,
    since: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    outgoingPausedAt,
    mailsFailed: sumOf(queues.filter(({ name }) => mailQueues.includes(name))).failed,
    jobs: sumOf(queues),
    queues: [...queues],
  };
}

async function readDatabase(scope: InstallationScope) {
  const [row] = await scope.em.execute<{ postgresql: string }[]>(
    "select current_setting('server_version') as postgresql",
  );
  const installation = await scope.em.findOne(Installation, { id: 1 });
  const outgoingPausedAt = installation?.outgoingPausedAt?.toISOString() ?? null;
  return { queues: await countQueues(scope), postgresql: row!.postgresql, outgoingPausedAt };
}
