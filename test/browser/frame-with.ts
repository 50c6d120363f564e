import type { Frame, Page } from 'playwright-core';
import { eventually } from '../support/app.ts';

/** The frame of this address that shows something with this selector, once there is one. Throws an Error that lists what is there. */
export async function frameWith(page: Page, address: string, selector: string): Promise<Frame> {
  const isThere = (frame: Frame) =>
    frame
      .locator(selector)
      .first()
      .isVisible()
      .catch(() => false);
  let found: Frame | undefined;
  await eventually(async () => {
    for (const frame of page.frames()) if (frame.url().startsWith(address) && (await isThere(frame))) found = frame;
    return found !== undefined;
  }, 30).catch(async () => {
    const frames = page.frames().map((frame) => frame.url());
    throw new Error(`No frame of ${address} shows ${selector}; there are ${frames.join(', ')}`);
  });
  return found!;
}
