import { inviteLms } from '#lti';
import { scopeIn } from '../../support/app.ts';
import { anOrganization } from '../../support/app.ts';
import { openLaunches } from '../../support/lti/open-launches.ts';
import { openRegistrationPlatform, type RegistrationPlatform } from './registration-platform.ts';

export type Registrations = Awaited<ReturnType<typeof openRegistrations>>;

/** The application, organizations that invite, and platforms that register. */
export async function openRegistrations() {
  const tool = await openLaunches();
  const opened: RegistrationPlatform[] = [];
  const invite = async (organizationId: string) => {
    const { id, registrationUrl } = await inviteLms(await scopeIn(tool.app, organizationId));
    return { id, organizationId, token: new URL(registrationUrl).searchParams.get('invitation')!, registrationUrl };
  };
  /** The invitation's address as a platform opens it. */
  const open = (token: string, configuration: string | null, registrationToken: string | null = 'reg-token') => {
    const query = new URLSearchParams({ invitation: token });
    if (configuration !== null) query.set('openid_configuration', configuration);
    if (registrationToken !== null) query.set('registration_token', registrationToken);
    return tool.client().ask(`/lti/register?${query.toString()}`);
  };
  return {
    ...tool,
    invite,
    open,
    organization: () => anOrganization(tool.app),
    invitation: async () => invite((await anOrganization(tool.app)).id),
    async platform() {
      const platform = await openRegistrationPlatform();
      opened.push(platform);
      return platform;
    },
    /** What an organization has of registrations, and what is there at all. */
    async stored(organizationId: string) {
      const registrations = await tool.rows.rows(
        `select r.*, p.issuer, p.name as platform_name from lti_registration r join lti_platform p on p.id = r.platform_id
          where r.invited_by = $1 order by r.created_at`,
        [organizationId],
      );
      const deployments = await tool.rows.rows('select * from lti_deployment where organization_id = $1', [
        organizationId,
      ]);
      return { registrations, deployments };
    },
    invitationRow: async (id: string) =>
      (await tool.rows.rows('select * from lti_registration_invitation where id = $1', [id]))[0]!,
    async close() {
      await Promise.all(opened.map((platform) => platform.close()));
      await tool.close();
    },
  };
}
