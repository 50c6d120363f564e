import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { defineCommand } from '#src/commands/command.ts';
import { notFound } from '#src/errors.ts';
import type { InstallationScope } from '#src/scope/scope.ts';
import { secondFactorText } from '#src/sessions/second-factor/commands.ts';
import { createOperator } from './create-operator.ts';
import { createOrganization } from './create-organization.ts';
import { setFrameOrigins } from './set-frame-origins.ts';
import { createUser } from './create-user.ts';
import { organizationRoles } from './user.entity.ts';

const role = z.enum(organizationRoles, `has to be one of ${organizationRoles.join(', ')}`);
const password = z
  .string()
  .min(12, 'has to have 12 characters or more')
  .optional()
  .describe('Password; without it one is made and printed once');
const madePassword = () => randomBytes(15).toString('base64url');

const createOrganizationCommand = defineCommand({
  name: 'create-organization',
  summary: 'Makes an organization',
  options: z.object({
    slug: z.string().describe('Its name in addresses: lower-case letters, digits, hyphens'),
    name: z.string().min(1).describe('Its name for people'),
    hostName: z.string().optional().describe('A host name that belongs to it'),
    locale: z.enum(['en', 'de']).optional().describe('Language when nothing else says one: en or de'),
    timeZone: z.string().optional().describe('IANA time zone, for instance Europe/Berlin'),
  }),
  async run(shell, options) {
    const { id, slug } = await createOrganization(await shell.scope(), options);
    return {
      data: { id, slug },
      text: `Organization ${slug} is there. Its sign-in page: ${shell.config.publicUrl}/o/${slug}`,
    };
  },
});

const createUserCommand = defineCommand({
  name: 'create-user',
  summary: 'Makes a person with a password in an organization',
  options: z.object({
    org: z.string().describe('Slug of the organization'),
    email: z.string().describe('E-mail address'),
    name: z.string().min(1).describe('Name'),
    role: z
      .array(role)
      .default(['learner'])
      .describe(`${organizationRoles.join(', ')}; may be given several times`),
    password,
  }),
  async run(shell, options) {
    const scope = await shell.scope();
    const secret = options.password ?? madePassword();
    const user = await scope.within(await organizationId(scope, options.org), (scope) =>
      createUser(scope, { name: options.name, email: options.email, roles: options.role, password: secret }),
    );
    return made({ id: user.id, email: user.email ?? '' }, options.password, secret);
  },
});

const createOperatorCommand = defineCommand({
  name: 'create-operator',
  summary: 'Makes somebody who runs this installation',
  options: z.object({
    email: z.string().describe('E-mail address'),
    name: z.string().min(1).describe('Name'),
    password,
  }),
  async run(shell, options) {
    const secret = options.password ?? madePassword();
    const { operator, secondFactor } = await createOperator(await shell.scope(), { ...options, password: secret });
    const { data, text } = made({ id: operator.id, email: operator.email }, options.password, secret);
    return { data: { ...data, ...secondFactor }, text: `${text}\n${secondFactorText(secondFactor)}` };
  },
});

const setFrameOriginsCommand = defineCommand({
  name: 'set-frame-origins',
  summary: "Names the sites whose frames may show an organization's pages; without any, nobody's may",
  options: z.object({
    org: z.string().describe('Slug of the organization'),
    origin: z
      .array(z.string())
      .default([])
      .describe('Origin such as https://lms.example.edu; may be given several times'),
  }),
  async run(shell, { org, origin }) {
    const scope = await shell.scope();
    await setFrameOrigins(scope, await organizationId(scope, org), origin);
    return {
      data: { org, origins: origin },
      text: origin.length > 0 ? `Frames of ${origin.join(', ')} may show ${org}.` : `No frame may show ${org}.`,
    };
  },
});

function made(data: { id: string; email: string }, given: string | undefined, secret: string) {
  if (given) return { data, text: `${data.email} is there.` };
  return { data: { ...data, password: secret }, text: `${data.email} is there. Password, shown this once: ${secret}` };
}

/** The organization with this slug. Throws DomainError `notFound`. */
export async function organizationId(scope: InstallationScope, slug: string): Promise<string> {
  const [row] = await scope.transaction((scope) =>
    scope.em.execute<{ id: string }[]>('select id from find_organization_by_slug(?)', [slug]),
  );
  if (!row) throw notFound(`organization ${slug}`);
  return row.id;
}

export const peopleCommands = [
  createOrganizationCommand,
  createUserCommand,
  createOperatorCommand,
  setFrameOriginsCommand,
];
