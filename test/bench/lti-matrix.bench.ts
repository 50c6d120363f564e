import { launchClient } from '../support/lti/launch-client.ts';
import { publicUrl } from '../support/lti/tool-environment.ts';
import { openTestPlatform, type TestPlatform } from '../support/lti/test-platform.ts';
import { matrixCases, type MatrixCase } from './lti/matrix-cases.ts';
import { openLtijs, openOurs, type RunningTool } from './lti/tools.ts';
import type { Report } from './report.ts';
import { withScratch } from './scratch.ts';

/** The same launches against Assay and against ltijs: how many of each were accepted, and how many have to be. */
export default async function ltiMatrix(report: Report) {
  await withScratch(async (scratch) => {
    const platform = await openTestPlatform({ publicUrl });
    const known = { issuer: platform.issuer, clientId: platform.clientId, jwksUri: platform.keys.url };
    const ours = await openOurs(scratch, known);
    const theirs = await openLtijs(scratch, known);
    try {
      for (const one of await matrixCases()) {
        const goal = one.accepted ? { atLeast: 1 } : { atMost: 0 };
        const [value, peer] = [await accepted(ours, platform, one), await accepted(theirs, platform, one)];
        report({ metric: one.name, value, unit: 'accepted', goal, peer: { name: theirs.name, value: peer } });
        if (one.times) report({ metric: `${one.name}, at most`, value, unit: 'accepted', goal: { atMost: 1 } });
      }
    } finally {
      await ours.stop();
      await theirs.stop();
      await platform.close();
    }
  });
}

/** How many of the posts were let in: the next address is a page of the tool, and not its refusal. */
async function accepted(tool: RunningTool, platform: TestPlatform, one: MatrixCase): Promise<number> {
  const client = launchClient(tool.origin);
  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) });
  const login = await client.ask(
    tool.paths.loginPath,
    form(platform.loginParameters({ target_link_uri: tool.paths.targetLinkUri })),
  );
  const asks = new URL(login.location!).searchParams;
  const payload = withTarget(one.payload(platform, asks.get('nonce')!), tool, platform);
  const fields = { id_token: await platform.idToken(payload, one.token), state: asks.get('state')! };
  const answers = await Promise.all(
    Array.from({ length: one.times ?? 1 }, () => client.ask(tool.paths.launchPath, form(fields))),
  );
  return answers.filter(({ status, location }) => [302, 303].includes(status) && location !== null).length;
}

/** Each tool has a launch address of its own; a case that changes it keeps its own. */
function withTarget(payload: unknown, { paths }: RunningTool, { publicUrl }: TestPlatform) {
  const name = 'https://purl.imsglobal.org/spec/lti/claim/target_link_uri';
  const claims = payload as Record<string, unknown>;
  return claims[name] === `${publicUrl}/lti` ? { ...claims, [name]: paths.targetLinkUri } : claims;
}
