import { z } from 'zod';
import { redirect } from '#src/http/reply.ts';
import { emptyForm, get, post } from '#src/http/route.ts';
import { connectByHand } from '../operations/connect-by-hand.ts';
import { families, platformProfiles } from '../platforms/profile.ts';
import { returnAddress } from '../return-address.ts';
import { keepers } from './keepers.ts';
import { lmsPath, registrationsPath } from './places.ts';
import { registrationPage, registrationView } from './registration-form.ts';

const Family = z.enum(families as [string, ...string[]]);
const ByFamily = z.object({ lms: Family.default(platformProfiles[0]!.family) });

const Address = z
  .string()
  .trim()
  .max(2_000)
  .refine((text) => returnAddress(text) !== null, 'lti.error.address');
/** One a line; an id has 255 characters at most and no space (Core 5.3.3). */
const DeploymentIds = z
  .string()
  .max(10_000)
  .refine((text) => listed(text).every((id) => id.length <= 255), 'lti.error.deploymentId')
  .default('');
const listed = (text: string) => text.split(/\s+/).filter(Boolean);

const Shown = z.object({
  lms: Family,
  issuer: Address,
  clientId: z.string().trim().min(1).max(255),
  authorizationEndpoint: Address.optional(),
  tokenEndpoint: Address.optional(),
  jwksUri: Address.optional(),
  deploymentIds: DeploymentIds,
});

/** Connecting an LMS by hand, with what its own pages show. */
export const registrationRoutes = [
  get(`${registrationsPath}/new`, {
    summary: 'What one LMS has to be told, and the form for what it shows in return',
    answer: registrationView,
    query: ByFamily,
    allow: keepers,
    handle: async (scope, { query }) => registrationPage(scope, query.lms, emptyForm),
  }),

  post(registrationsPath, {
    summary: 'Connects an LMS with what its own pages show',
    body: Shown,
    allow: keepers,
    async handle(scope, { body: { deploymentIds, ...shown } }) {
      await connectByHand(scope, { ...shown, deploymentIds: listed(deploymentIds) });
      return redirect(lmsPath, { said: 'lti.admin.said.connected' });
    },
    again: async (scope, _input, form) => registrationPage(scope, String(form.values.lms ?? ''), form),
  }),
];
