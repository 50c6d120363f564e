import type { Response } from 'express';
import { html } from './html.ts';
import { sendPage } from './layout.ts';

/** 400, with what is wrong in so many words. */
export const sendProblem = (res: Response, title: string, why: string) =>
  sendPage(res.status(400), {
    title,
    body: html`<pre class="notice bad">${why}</pre>
      <p>Go back and mend it.</p>`,
  });
