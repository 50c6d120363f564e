import { z } from 'zod';
import { defineJob } from '#src/jobs/job.ts';
import { rotateToolKeys } from './keys/tool-keys.ts';
import { forgetKeySet } from './keys/keys-route.ts';

/** Every three months; by hand with `npm run admin -- rotate-tool-key`. */
export const rotateKeys = defineJob({
  name: 'lti.rotateToolKeys',
  per: 'installation',
  work: 'steps',
  schedule: '41 2 1 */3 *',
  data: z.object({}),
  async run(scope) {
    await rotateToolKeys(scope);
    forgetKeySet(scope);
  },
});

/** What is over: logins after an hour, attempts of nobody's organization after 90 days. */
export const sweepLogins = defineJob({
  name: 'lti.sweepLogins',
  per: 'installation',
  schedule: '*/15 * * * *',
  data: z.object({}),
  async run({ em }) {
    await em.execute(`delete from lti_login where expires_at < now() - interval '1 hour'`);
    await em.execute(
      `delete from lti_launch_record where organization_id is null and created_at < now() - interval '90 days'`,
    );
  },
});

/** The same for the attempts of each organization. */
export const sweepLaunchRecords = defineJob({
  name: 'lti.sweepLaunchRecords',
  schedule: '7 3 * * *',
  data: z.object({}),
  async run({ em }) {
    await em.execute(
      `delete from lti_launch_record where organization_id is not null and created_at < now() - interval '90 days'`,
    );
  },
});
