import type { Frame, Page } from 'playwright-core';
import { eventually } from '../support/app.ts';
import { password } from '../support/web.ts';
import type { Tool } from './open-tool.ts';

/** Opens the course page with this address of ours in its frame. */
export async function openInFrame(page: Page, { framing }: Tool, address: string): Promise<Frame> {
  await page.goto(framing.showing(address));
  return toolIn(page);
}

export const toolIn = (page: Page): Frame => page.frame('tool')!;

export async function signInThere(where: Frame | Page, { person }: Tool) {
  await where.fill('#email', person.email);
  await where.fill('#password', password);
  await where.click('main button');
}

/** What a script of ours may write and read again in this place. */
export const cookiesOf = async (frame: Frame) =>
  String(
    await frame.evaluate(`document.cookie = 'plain=1; Secure; SameSite=None';
      document.cookie = 'partitioned=1; Secure; SameSite=None; Partitioned'; document.cookie`),
  )
    .split('; ')
    .filter(Boolean);

/** The bytes that a click brings as a file. */
export async function downloaded(page: Page, click: () => Promise<void>) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString() };
}

/** Waits for the text of an element. Throws an Error that shows the last one otherwise. */
export async function reads(where: Frame | Page, selector: string, text: string) {
  let last = '';
  const look = async () => {
    last = (await where.locator(selector).innerText({ timeout: 2_000 })).trim();
    return last === text;
  };
  await eventually(look, 5).catch(() => {
    throw new Error(`${selector} reads ${JSON.stringify(last)} instead of ${JSON.stringify(text)}`);
  });
}

export const pictureWidth = (where: Frame | Page) =>
  where.evaluate(
    "document.getElementById('picture').decode().then(() => document.getElementById('picture').naturalWidth)",
  );
