import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openBrowser, type Browser } from '../support/browser.ts';
import { openPracticeLms, type FlavourName, type PracticeLms } from '../support/lms/index.ts';
import { eventually } from '../support/app.ts';
import { watchedPage, type WatchedPage } from '../support/watch-page.ts';
import { openMinimalTool, type MinimalTool } from './minimal-tool.ts';

/** What a script of the tool does: sends a message, and gives the answer with the origin that it came from, or null. */
const asking = `<script>
  let last = 0;
  window.ask = (message, storage) => new Promise((done) => {
    const message_id = 'm' + ++last;
    const from = parent === window ? opener : parent;
    addEventListener('message', ({ data, origin }) => data.message_id === message_id && done({ ...data, origin }));
    (storage ? from.frames[storage] : from).postMessage({ message_id, ...message }, '*');
    setTimeout(() => done(null), 1000);
  });
</script>`;

let browser: Browser;
let lms: PracticeLms;
let tool: MinimalTool;
let watched: WatchedPage;
beforeAll(async () => {
  [browser, lms, tool] = await Promise.all([openBrowser(), openPracticeLms(), openMinimalTool({ page: asking })]);
});
afterEach(async () => {
  lms.mend();
  await watched.close();
});
afterAll(async () => {
  await browser.close();
  await Promise.all([lms.close(), tool.close()]);
});

async function toolIn(flavour: FlavourName): Promise<Frame> {
  const { clientId } = await lms.registerTool(tool.registrationUrl, { flavour });
  const activity = lms.activities.find((each) => each.clientId === clientId)!;
  watched = await watchedPage(browser);
  await watched.page.goto(lms.address + lms.activityPath(activity, lms.people.sam));
  const name = flavour === 'canvas' ? 'tool_content' : 'contentframe';
  await eventually(async () => watched.page.frame(name)?.url() === `${tool.address}/launch`, 10);
  return watched.page.frame(name)!;
}

const ask = (frame: Frame, message: object, storage = '') =>
  frame.evaluate(`ask(${JSON.stringify(message)}, ${JSON.stringify(storage)})`);

const forwarding = 'post_message_forwarding';

describe('the storage of a platform like Canvas', () => {
  it('says where it is, keeps a value in its frame, and forgets it', async () => {
    const frame = await toolIn('canvas');
    expect(await ask(frame, { subject: 'lti.capabilities' })).toMatchObject({
      subject: 'lti.capabilities.response',
      origin: lms.address,
      supported_messages: expect.arrayContaining([{ subject: 'lti.put_data', frame: forwarding }]),
    });
    const put = { subject: 'lti.put_data', key: 'lti_state_1', value: 'secret' };
    const get = { subject: 'lti.get_data', key: 'lti_state_1' };
    expect(await ask(frame, put, forwarding)).toMatchObject({
      subject: 'lti.put_data.response',
      origin: lms.address,
      key: 'lti_state_1',
      value: 'secret',
    });
    expect(await ask(frame, get, forwarding)).toMatchObject({ subject: 'lti.get_data.response', value: 'secret' });
    await ask(frame, { ...put, value: null }, forwarding);
    expect(await ask(frame, get, forwarding)).toMatchObject({ value: null });
  });

  it('answers what it cannot do with a code', async () => {
    const frame = await toolIn('canvas');
    const code = async (message: object) => ((await ask(frame, message)) as { error: { code: string } }).error.code;
    expect(await code({ subject: 'lti.nothing' })).toBe('unsupported_subject');
    expect(await code({ subject: 'lti.get_data' })).toBe('bad_request');
    expect(await code({ subject: 'lti.put_data', key: 'a', value: 'x'.repeat(5000) })).toBe('storage_exhaustion');
  });

  it('refuses who is no tool', async () => {
    await toolIn('canvas');
    const own = watched.page.frame(forwarding)!;
    await own.evaluate(asking.replaceAll(/<\/?script>/g, ''));
    expect(await ask(own, { subject: 'lti.get_data', key: 'lti_state_1' })).toMatchObject({
      error: { code: 'wrong_origin' },
    });
  });

  it('may be silent, or answer from a stranger', async () => {
    lms.fail('storage-silent');
    expect(await ask(await toolIn('canvas'), { subject: 'lti.capabilities' })).toBeNull();
    await watched.close();
    lms.mend();
    lms.fail('storage-wrong-origin');
    const frame = await toolIn('canvas');
    const stranger = lms.address.replace('127.0.0.1', 'localhost');
    for (const storage of ['', forwarding])
      expect(await ask(frame, { subject: 'lti.put_data', key: 'a', value: 'b' }, storage)).toMatchObject({
        origin: stranger,
        value: 'b',
      });
  });
});

describe('the page around a frame', () => {
  it('has no storage like Moodle, but takes a height and an end', async () => {
    const frame = await toolIn('moodle');
    expect(await ask(frame, { subject: 'lti.capabilities' })).toBeNull();
    const height = async () => (await watched.page.locator('iframe.tool').boundingBox())!.height;
    await ask(frame, { subject: 'lti.frameResize', height: 900 });
    expect(await height()).toBe(900);
    await frame.evaluate(`parent.postMessage(JSON.stringify({ subject: 'lti.frameResize', height: '700' }), '*')`);
    await eventually(async () => (await height()) === 700, 5);
    await frame.evaluate(`parent.postMessage({ subject: 'lti.close' }, '*')`);
    await watched.page.waitForURL(`${lms.address}/courses/2`);
  });

  it('knows a frame by its token', async () => {
    const frame = await toolIn('canvas');
    const token = await watched.page.locator('iframe.tool').getAttribute('data-token');
    await frame.evaluate(`(() => {
      const inner = document.body.appendChild(document.createElement('iframe'));
      inner.contentWindow.eval('top.postMessage({ subject: "lti.frameResize", height: 650, token: "${token}" }, "*")');
    })()`);
    await eventually(async () => (await watched.page.locator('iframe.tool').boundingBox())!.height === 650, 5);
  });

  it('speaks with a tab that it opened, and closes it', async () => {
    const { clientId } = await lms.registerTool(tool.registrationUrl, { flavour: 'canvas' });
    const activity = lms.activities.find((each) => each.clientId === clientId && each.opensIn === 'tab')!;
    watched = await watchedPage(browser);
    await watched.page.goto(lms.address + lms.activityPath(activity, lms.people.teacher));
    const [tab] = await Promise.all([watched.page.waitForEvent('popup'), watched.page.click('main a.button')]);
    await tab.waitForURL(`${tool.address}/launch`);
    const get = { subject: 'lti.get_data', key: 'a' };
    expect(await ask(tab.mainFrame(), get, forwarding)).toMatchObject({ value: null });
    await Promise.all([tab.waitForEvent('close'), tab.evaluate(`opener.postMessage({ subject: 'lti.close' }, '*')`)]);
  });
});
