import { z } from 'zod';
import { defineCommand, type Shell } from '#src/commands/command.ts';
import { notFound } from '#src/errors.ts';
import { organizationId } from '#src/people/commands.ts';
import type { Scope } from '#src/scope/scope.ts';
import { LtiDeployment } from '../deployment.entity.ts';
import { approveDeployment } from '../operations/approve-deployment.ts';
import { listDeployments } from '../operations/list-deployments.ts';
import { resumeDeployment, suspendDeployment } from '../operations/suspend-deployment.ts';

const which = z.object({
  registration: z.uuid('has to be an id that list-deployments prints').describe('Id of the registration'),
  deployment: z.string().min(1).max(255).describe('Deployment id, as the LMS names it'),
  org: z.string().describe('Slug of the organization whose it is'),
});
type Which = z.output<typeof which>;

const listCommand = defineCommand({
  name: 'list-deployments',
  summary: 'Lists the deployments of all organizations, and those that wait to be given to one',
  options: z.object({}),
  async run(shell) {
    const deployments = await listDeployments(await shell.scope());
    const lines = deployments.map(({ registrationId, deploymentId, status, organization, courseTitle }) =>
      [registrationId, deploymentId, status, organization ?? courseTitle ?? ''].join('  ').trimEnd(),
    );
    return { data: { deployments }, text: lines.join('\n') };
  },
});

const approveCommand = defineCommand({
  name: 'approve-deployment',
  summary: 'Gives a deployment to an organization, whether it waits or is still to launch',
  options: which,
  async run(shell, { registration: registrationId, deployment: deploymentId, org }) {
    const scope = await shell.scope();
    const organization = await organizationId(scope, org);
    const id = await approveDeployment(scope, { registrationId, deploymentId, organizationId: organization });
    return { data: { id }, text: `Launches of deployment ${deploymentId} open ${org} from now on.` };
  },
});

const suspendCommand = defineCommand({
  name: 'suspend-deployment',
  summary: 'Refuses the launches of a deployment from the next one on; nothing is deleted',
  options: which,
  run: (shell, given) => change(shell, given, suspendDeployment),
});

const resumeCommand = defineCommand({
  name: 'resume-deployment',
  summary: 'Lets the launches of a suspended deployment in again',
  options: which,
  run: (shell, given) => change(shell, given, resumeDeployment),
});

async function change(
  shell: Shell,
  { registration, deployment: deploymentId, org }: Which,
  act: (scope: Scope, id: string) => Promise<LtiDeployment>,
) {
  const installation = await shell.scope();
  return installation.within(await organizationId(installation, org), async (scope) => {
    const found = await scope.transaction(({ em }) => em.findOne(LtiDeployment, { registration, deploymentId }));
    if (!found) throw notFound(`deployment ${deploymentId}`);
    const { id, status } = await act(scope, found.id);
    return { data: { id, status }, text: `Deployment ${deploymentId} of ${org} is ${status}.` };
  });
}

export const deploymentCommands = [listCommand, approveCommand, suspendCommand, resumeCommand];
