import { chromium, type Browser } from 'playwright-core';

export type { Browser };

/** Debian's Chromium without a window. As root it needs its sandbox switched off; the pages are our own. */
export const browserOptions = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export const openBrowser = () => chromium.launch(browserOptions);
