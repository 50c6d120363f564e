import { z } from 'zod';
import { defineCommand } from '#src/commands/command.ts';
import { editOrganization } from './edit-organization.ts';
import { organizationId } from './commands.ts';
import { listOrganizations } from './list-organizations.ts';

const yesOrNo = z.enum(['yes', 'no']).optional();

const listCommand = defineCommand({
  name: 'list-organizations',
  summary: 'Lists the organizations of the installation',
  options: z.object({}),
  async run(shell) {
    const scope = await shell.scope();
    const organizations = await scope.transaction(listOrganizations, { readOnly: true });
    const lines = organizations.map(({ slug, name, hostName }) =>
      [slug, name, ...(hostName ? [hostName] : [])].join('  '),
    );
    return { data: { organizations }, text: lines.join('\n') };
  },
});

const editCommand = defineCommand({
  name: 'edit-organization',
  summary: 'Changes what is given of an organization; an empty text takes it away',
  options: z.object({
    org: z.string().describe('Slug of the organization'),
    name: z.string().optional().describe('Its name for people'),
    locale: z.string().optional().describe('Language when nothing else says one: en or de'),
    timeZone: z.string().optional().describe('IANA time zone, for instance Europe/Berlin'),
    hostName: z.string().optional().describe('A host name that belongs to it'),
    hue: z.string().optional().describe('Its colour, 0 to 359'),
    emailDomain: z.string().optional().describe('Whose addresses end in it may sign up'),
    publicJoin: yesOrNo.describe('Whether everybody may sign up: yes or no'),
    approval: yesOrNo.describe('Whether who signed up waits for a yes: yes or no'),
  }),
  async run(shell, { org, hue, publicJoin, approval, hostName, emailDomain, ...texts }) {
    const scope = await shell.scope();
    const changes = {
      ...texts,
      hostName: emptied(hostName),
      emailDomain: emptied(emailDomain),
      hue: hue === undefined ? undefined : hue === '' ? null : Number(hue),
      allowPublicJoin: publicJoin && publicJoin === 'yes',
      requireApproval: approval && approval === 'yes',
    };
    const { id, slug, version } = await editOrganization(scope, {
      organizationId: await organizationId(scope, org),
      changes,
    });
    return { data: { id, slug, version }, text: `Organization ${slug} is changed.` };
  },
});

const emptied = (text: string | undefined) => (text === '' ? null : text);

export const organizationCommands = [listCommand, editCommand];
