import type { Response } from 'express';
import type { Person } from '../people.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';

/** Dynamic registration: the tool's page in a frame, until it says that it is done. */
export const sendRegistration = (address: string, person: Person | null, res: Response) =>
  sendPage(res, {
    title: 'Add a tool',
    here: 'tools',
    person,
    above: [['/tools', 'Tools']],
    script: html`<script src="/assets/registration.js" defer></script>`,
    body: html`<p class="lead">The tool registers itself below. When it is done, you come back to the list of tools.</p>
      <iframe class="tool" name="registration" title="Registration of the tool" src="${address}"></iframe>`,
  });
