import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { browserOptions } from '../support/browser.ts';

/** What a browser's user has decided about cookies, as Chromium's profile keeps it. */
export const cookieModes = {
  allowed: { cookie_controls_mode: 0 },
  blocked: { cookie_controls_mode: 1 },
  none: { default_content_setting_values: { cookies: 2 } },
} as const;

export type CookieMode = keyof typeof cookieModes;

export interface Profile {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Chromium with a new profile inside `folder`, in which third-party cookies are allowed or blocked, or none are kept at all. */
export async function openProfile(folder: string, mode: CookieMode): Promise<Profile> {
  const home = path.join(folder, `profile-${mode}`);
  mkdirSync(path.join(home, 'Default'), { recursive: true });
  writeFileSync(path.join(home, 'Default/Preferences'), JSON.stringify({ profile: cookieModes[mode] }));
  const context = await chromium.launchPersistentContext(home, { ...browserOptions, acceptDownloads: true });
  context.setDefaultTimeout(8_000);
  return {
    context,
    async close() {
      await context.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
