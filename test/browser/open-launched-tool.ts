import { registerPlatform } from '#lti';
import { anInstallationScope, anOrganization, openTestApp, scopeIn } from '../support/app.ts';
import { openPracticeLms, type FlavourName, type PracticeLms } from '../support/lms/index.ts';
import { freePort } from './open-tool.ts';

/** The application at http://localhost, and two platforms of another site in which it is registered by hand. */
export async function openLaunchedTool(environment: Record<string, string> = {}) {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const app = await openTestApp({ environment: { PUBLIC_URL: address, ...environment } });
  const organizationId = (await anOrganization(app)).id;
  await app.serve({ port, host: '127.0.0.1' });
  const connect = async (flavour: FlavourName) => {
    const lms = await openPracticeLms({ flavour, storageTarget: 'post_message_forwarding' });
    const tool = await lms.addTool({
      loginUrl: `${address}/lti/login`,
      redirectUris: [`${address}/lti/launch`],
      jwksUrl: `${address}/lti/keys`,
      targetLinkUri: `${address}/lti/launch`,
    });
    await anInstallationScope(app).transaction((scope) =>
      registerPlatform(scope, {
        issuer: lms.issuer,
        clientId: tool.clientId,
        authorizationEndpoint: `${lms.address}/auth`,
        tokenEndpoint: `${lms.address}/token`,
        jwksUri: `${lms.address}/jwks`,
        organizationId,
        deploymentIds: [tool.deploymentId],
      }),
    );
    return lms;
  };
  const platforms: Readonly<Record<'moodle' | 'canvas', PracticeLms>> = {
    moodle: await connect('moodle'),
    canvas: await connect('canvas'),
  };
  return {
    app,
    address,
    organizationId,
    platforms,
    /** Lets every roster be asked for again at once. */
    pauseIsOver: async () => {
      const scope = await scopeIn(app, organizationId);
      const earlier = `now() - interval '1 hour'`;
      await scope.transaction(({ em }) =>
        em.execute(`update lti_roster set asked_at = ${earlier}, started_at = ${earlier}`),
      );
    },
    async close() {
      await Promise.all(Object.values(platforms).map((lms) => lms.close()));
      await app.stop();
    },
  };
}

export type LaunchedTool = Awaited<ReturnType<typeof openLaunchedTool>>;
