import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { extensionPoint, offersFor } from '#src/extension.ts';
import { organizationId } from '#src/people/commands.ts';
import { system } from '#src/scope/actor.ts';
import type { Kernel } from '#src/scope/kernel.ts';
import { openInstallationScope } from '#src/scope/open-scope.ts';
import type { Scope } from '#src/scope/scope.ts';

/** Who invites an LMS into the organization of the Scope; the demo's LMS opens what it gets, as any LMS would. */
export const lmsInvitation =
  extensionPoint<(scope: Scope) => Promise<{ readonly registrationUrl: string }>>('kernel.lmsInvitation');

export interface DemoLms {
  readonly address: string;
  close(): Promise<void>;
}

/**
 * The practice LMS of `npm start`, at its own port. It has no way in but the public one, and registers itself when it is
 * not registered yet; `say` hears when that failed.
 */
export async function openDemoLms(kernel: Kernel, say: (step: string) => void): Promise<DemoLms> {
  const { openPracticeLms } = await import('../../test/support/lms/index.ts');
  const { practiceLmsPort: port, dataFolder } = kernel.config;
  const lms = await openPracticeLms({ port, dataFile: path.join(dataFolder, 'practice-lms.json') });
  const registered = async (url: () => Promise<string>) => {
    if (lms.tools.length === 0) await lms.registerTool(await url());
  };
  const [invite] = offersFor(
    lmsInvitation,
    kernel.plugins.flatMap((plugin) => plugin.contributes),
  );
  if (invite)
    await registered(() => invitation(kernel, invite)).catch((error: Error) =>
      say(`the practice LMS is not registered: ${error.message}`),
    );
  return lms;
}

async function invitation(kernel: Kernel, invite: (scope: Scope) => Promise<{ readonly registrationUrl: string }>) {
  const installation = openInstallationScope(kernel, {
    actor: system,
    origin: { requestId: randomUUID(), command: 'start' },
  });
  const home = await organizationId(installation, kernel.config.homeOrganization);
  return installation.within(home, async (scope) => (await invite(scope)).registrationUrl);
}
