import { html } from './html.ts';

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/** A moment, in milliseconds since 1970, for people. */
export const timeWords = (at: number) =>
  html`<time datetime="${new Date(at).toISOString()}">${format.format(at)} UTC</time>`;
