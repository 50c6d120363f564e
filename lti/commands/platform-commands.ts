import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { z } from 'zod';
import { defineCommand } from '#src/commands/command.ts';
import { CommandLineError } from '#src/commands/parse-command.ts';
import { organizationId } from '#src/people/commands.ts';
import { rotateToolKeys } from '../keys/tool-keys.ts';
import { inviteLms } from '../operations/invite-lms.ts';
import { registerPlatform } from '../operations/register-platform.ts';
import { LtiRegistration } from '../registration.entity.ts';

const address = z.url({ protocol: /^https?$/, error: 'has to be an address that begins with https://' });

const inviteCommand = defineCommand({
  name: 'invite-lms',
  summary: 'Prints the address by which one LMS may register itself for an organization, once, within a week',
  options: z.object({ org: z.string().describe('Slug of the organization') }),
  async run(shell, { org }) {
    const installation = await shell.scope();
    const { registrationUrl, expiresAt } = await installation.within(
      await organizationId(installation, org),
      inviteLms,
    );
    return {
      data: { registrationUrl, expiresAt: expiresAt.toISOString() },
      text: `Shown this once, good until ${expiresAt.toISOString()}: ${registrationUrl}`,
    };
  },
});

const addCommand = defineCommand({
  name: 'add-platform',
  summary: 'Registers an LMS by hand, from the addresses that it shows',
  options: z.object({
    issuer: z.string().min(1).describe('Issuer, exactly as the LMS writes it'),
    clientId: z.string().min(1).max(255).describe('Client id that the LMS gave'),
    authorizationUrl: address.describe('Authorization or OIDC authentication endpoint'),
    tokenUrl: address.describe('Access token endpoint'),
    jwksUrl: address.describe('Public key set of the LMS'),
    tokenAudience: z.string().optional().describe('What tokens are asked of, where it is not the token endpoint'),
    name: z.string().optional().describe('Name for people'),
    family: z.string().optional().describe('Product family, for instance moodle or canvas'),
    org: z.string().optional().describe('Slug of the organization whose it is; without it operators share it out'),
    deployment: z.array(z.string()).default([]).describe('Deployment id; may be given several times'),
  }),
  async run(shell, { org, deployment: deploymentIds, ...given }) {
    if (deploymentIds.length > 0 && !org) throw new CommandLineError('--deployment needs --org: whose is it?');
    const scope = await shell.scope();
    const form = {
      issuer: given.issuer,
      clientId: given.clientId,
      authorizationEndpoint: given.authorizationUrl,
      tokenEndpoint: given.tokenUrl,
      jwksUri: given.jwksUrl,
      tokenAudience: given.tokenAudience ?? null,
      name: given.name ?? null,
      productFamily: given.family ?? null,
      organizationId: org ? await organizationId(scope, org) : null,
      deploymentIds,
    };
    const registered = scope.transaction((inside) => registerPlatform(inside, form));
    const { platformId, registrationId } = await registered.catch(inWords(form));
    return { data: { platformId, registrationId }, text: `${form.issuer} is registered: ${registrationId}` };
  },
});

const inWords =
  ({ issuer, clientId }: { readonly issuer: string; readonly clientId: string }) =>
  (error: unknown): never => {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new Error(`${issuer} with the client id ${clientId}, or one of the deployments, is registered already.`, {
      cause: error,
    });
  };

const listCommand = defineCommand({
  name: 'list-platforms',
  summary: 'Lists the registrations of all LMSs',
  options: z.object({}),
  async run(shell) {
    const scope = await shell.scope();
    const order = { populate: ['platform'], orderBy: { createdAt: 'asc' } };
    const rows = await scope.transaction(({ em }) => em.find(LtiRegistration, {}, order), { readOnly: true });
    const platforms = rows.map(({ id, platform, clientId, name, productFamily, status, createdAt }) => ({
      registrationId: id,
      issuer: platform.issuer,
      clientId,
      name,
      productFamily,
      status,
      createdAt: createdAt.toISOString(),
    }));
    const lines = platforms.map((each) => [each.registrationId, each.issuer, each.clientId, each.status].join('  '));
    return { data: { platforms }, text: lines.join('\n') };
  },
});

const rotateCommand = defineCommand({
  name: 'rotate-tool-key',
  summary: 'Signs with the next key from now on; the old one stays published for a week',
  options: z.object({}),
  async run(shell) {
    const kid = await rotateToolKeys(await shell.scope());
    return { data: { kid }, text: `The key ${kid} signs now. Every process publishes it within a minute.` };
  },
});

export const platformCommands = [inviteCommand, addCommand, listCommand, rotateCommand];
