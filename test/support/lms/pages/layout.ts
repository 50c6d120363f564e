import type { Response } from 'express';
import { fullName, type Person } from '../people.ts';
import { html, type Html } from './html.ts';

export interface Page {
  readonly title: string;
  readonly body: Html;
  readonly person?: Person | null;
  readonly here?: 'courses' | 'tools' | 'failures';
  /** Where the page lies: address and words, outermost first. */
  readonly above?: readonly (readonly [string, string])[];
  readonly script?: Html;
  /** Whether it lies in a frame of another page of ours, without header and footer. */
  readonly isInFrame?: boolean;
  /** Pages beside this one, with `aria-current` on the one that is shown. */
  readonly beside?: readonly Tab[];
}

export interface Tab {
  readonly href: string;
  readonly words: string;
  readonly isHere: boolean;
}

/** Answers with a page in the platform's own frame of header and footer. */
export const sendPage = (res: Response, page: Page) => res.type('html').send(layout(page).text);

const layout = ({ title, body, person, here, above = [], script, isInFrame = false, beside = [] }: Page) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Practice LMS</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/practice-lms.css" />
        ${script}
      </head>
      <body>
        ${isInFrame ? null : header(here, person)}
        <main id="main" tabindex="-1">
          ${above.length > 0 ? html`<nav class="above" aria-label="Where this is">${above.map(([href, words]) => html`<a href="${href}">${words}</a>`)}</nav>` : null}
          <h1>${title}</h1>
          ${beside.length > 0 ? tabs(beside) : null} ${body}
        </main>
        ${isInFrame ? null : footer}
      </body>
    </html>`;

const header = (here: Page['here'], person: Page['person']) =>
  html`<a class="skip" href="#main">To the content</a>
    <header class="bar">
      <a class="brand" href="/">${mark}<span>Practice LMS</span></a>
      <nav aria-label="Main">
        ${places.map(
          ([key, href, words]) =>
            html`<a href="${href}" ${here === key ? html`aria-current="page"` : null}>${words}</a>`,
        )}
      </nav>
      ${person ? account(person) : null}
    </header>`;

const tabs = (beside: readonly Tab[]) =>
  html`<nav class="tabs" aria-label="In this course">
    ${beside.map(
      ({ href, words, isHere }) => html`<a href="${href}" ${isHere ? html`aria-current="page"` : null}>${words}</a>`,
    )}
  </nav>`;

const places = [
  ['courses', '/courses', 'Courses'],
  ['tools', '/tools', 'Tools'],
  ['failures', '/failures', 'Failures'],
] as const;

const mark = html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
  <path d="M3 5h8v6H3zM13 5h8v14h-8zM3 13h8v6H3z" fill="currentColor" />
</svg>`;

const footer = html`<footer>
  <p>
    This is the <strong>Practice LMS</strong>, a stand-in for a school’s learning platform. Its people and courses are
    invented.
  </p>
</footer>`;

const account = (person: Person) =>
  html`<form class="account" method="post" action="/sign-out">
    <span>${fullName(person)}</span><button class="plain">Sign out</button>
  </form>`;
