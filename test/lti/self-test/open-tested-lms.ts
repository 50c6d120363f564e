import { registerPlatform } from '#lti';
import { freePort } from '../../browser/open-tool.ts';
import { formIn } from '../../lms/browse.ts';
import { anInstallationScope, anOrganization, openTestApp, scopeIn } from '../../support/app.ts';
import { openPracticeLms, type FlavourName } from '../../support/lms/index.ts';
import type { Person } from '../../support/lms/people.ts';
import { aSignedInPerson } from '../../support/people.ts';
import { visitor } from '../../support/lti/visitor.ts';

export type TestedLms = Awaited<ReturnType<typeof openTestedLms>>;

/** The application with its workers, and a Practice LMS from whose course a teacher and a student have come. */
export async function openTestedLms(flavour: FlavourName) {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const app = await openTestApp({ works: true, environment: { PUBLIC_URL: address } });
  const organizationId = (await anOrganization(app)).id;
  await app.serve({ port, host: '127.0.0.1' });
  const lms = await openPracticeLms({ flavour });
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
      productFamily: flavour,
    }),
  );
  for (const person of [lms.people.teacher, lms.people.sam])
    await launch(lms.address + lms.launchPath(lms.activities[0]!, person), address);
  const { authorization } = await aSignedInPerson(await scopeIn(app, organizationId), ['admin']);
  return {
    app,
    lms,
    address,
    admin: visitor(address, { authorization }),
    async close() {
      await lms.close();
      await app.stop();
    },
  };
}

/** A launch as a browser goes through it: the cookie of the login comes along. */
async function launch(launchAddress: string, address: string) {
  const begun = await fetch(launchAddress, { redirect: 'manual' });
  const login = begun.status === 302 ? null : formIn(await begun.text());
  const body = login && new URLSearchParams(login.fields);
  const answer = await fetch(login?.action ?? begun.headers.get('location')!, {
    method: body ? 'POST' : 'GET',
    body,
    redirect: 'manual',
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0]!)
    .join('; ');
  const authorized = await fetch(answer.headers.get('location')!);
  const { fields } = formIn(await authorized.text());
  const launched = await fetch(`${address}/lti/launch`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  if (launched.status !== 303) throw new Error(`The launch ended with ${launched.status}: ${await launched.text()}`);
}

/** The platform's id of a person, as the form of the self-test offers it beside the name. */
export const subjectOn = (page: string, { givenName, familyName }: Person) =>
  new RegExp(`<option value="([^"]+)"[^>]*>${givenName} ${familyName}<`).exec(page)?.[1] ?? '';
