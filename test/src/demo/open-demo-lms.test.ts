import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { App } from '#src/app.ts';
import { lmsInvitation, openDemoLms, type DemoLms } from '#src/demo/open-demo-lms.ts';
import { definePlugin } from '#src/plugin.ts';
import { openMinimalTool, type MinimalTool } from '../../lms/minimal-tool.ts';
import { openTestApp } from '../../support/app.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const dataFolder = temporaryFolder();
let app: App;
let tool: MinimalTool;
const opened: DemoLms[] = [];
const invitedInto: string[] = [];
const said: string[] = [];
beforeAll(async () => {
  [app, tool] = await Promise.all([openTestApp(), openMinimalTool()]);
});
afterAll(async () => {
  await Promise.all(opened.map((lms) => lms.close()));
  await Promise.all([app.stop(), tool.close()]);
});

async function open(port: number, registrationUrl: string) {
  const inviting = lmsInvitation(async (scope) => {
    invitedInto.push(scope.organization.slug);
    return { registrationUrl };
  });
  const plugins = [definePlugin({ name: 'inviting', contributes: [inviting] })];
  const config = { ...app.kernel.config, practiceLmsPort: port, dataFolder };
  const lms = await openDemoLms({ ...app.kernel, config, plugins }, (step) => said.push(step));
  opened.push(lms);
  return { lms, port: Number(new URL(lms.address).port) };
}

const shownTools = async (lms: DemoLms) => (await fetch(`${lms.address}/tools`)).text();

describe('the LMS of the demo', () => {
  it('says when the invitation did not make it known, and goes on', async () => {
    const { lms } = await open(0, `${tool.address}/nothing`);
    expect(said).toEqual([expect.stringMatching(/^the practice LMS is not registered: .*404/)]);
    expect(await shownTools(lms)).toContain('No tool is registered yet.');
    await lms.close();
  });

  it('registers by an invitation into the home organization, once', async () => {
    invitedInto.length = 0;
    const first = await open(0, tool.registrationUrl);
    expect(await shownTools(first.lms)).toContain('Minimal tool (1)');
    await first.lms.close();
    const { lms } = await open(first.port, tool.registrationUrl);
    expect(await shownTools(lms)).toContain('Minimal tool (1)');
    expect(invitedInto).toEqual([app.kernel.config.homeOrganization]);
  });
});
