import type { Response } from 'express';
import { html } from './html.ts';

/** Answers with a form that sends itself to `action`; where scripts do not run, a button does it. */
export function sendPostingForm(res: Response, action: string, fields: Readonly<Record<string, string>>) {
  const inputs = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  res.type('html').send(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Practice LMS: on the way</title>
          <script src="/assets/send-form.js" defer></script>
        </head>
        <body>
          <form method="post" action="${action}">
            ${inputs}<noscript><button>Go on</button></noscript>
          </form>
        </body>
      </html>`.text,
  );
}
