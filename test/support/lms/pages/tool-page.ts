import type { Response } from 'express';
import { flavours } from '../flavours/flavours.ts';
import type { Person } from '../people.ts';
import type { Lms } from '../state.ts';
import type { FlavourName, Tool } from '../tool.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';

/** What is registered here, and the two ways of adding a tool. */
export const sendTools = (lms: Lms, person: Person | null, res: Response) =>
  sendPage(res, {
    title: 'Tools',
    here: 'tools',
    person,
    body: html`${lms.tools.length === 0 ? html`<p class="empty">No tool is registered yet.</p>` : lms.tools.map(toolCard)}
    ${byAddress(lms)} ${byHand(lms)} ${ownAddresses(lms)}`,
  });

const toolCard = (tool: Tool) =>
  html`<section class="card">
    <h2>${tool.name} (${tool.number})</h2>
    <dl class="facts">
      ${fact('Client id', tool.clientId)} ${fact('Deployment', tool.deploymentId)} ${fact('Login URL', tool.loginUrl)}
      ${fact('Redirect URIs', tool.redirectUris.join(' '))} ${fact('Key set', tool.jwksUrl)}
      ${fact('Scopes', tool.scopes.map((scope) => scope.split('/').at(-1)).join(', ') || 'none')}
    </dl>
    <form method="post" action="/tools/${encodeURIComponent(tool.clientId)}/flavour" class="line">
      <label
        >This platform speaks with it
        <select name="flavour">
          ${flavourOptions(tool.flavour)}
        </select></label
      >
      <button>Change</button>
    </form>
  </section>`;

const fact = (name: string, value: string) =>
  html`<div>
    <dt>${name}</dt>
    <dd><code>${value}</code></dd>
  </div>`;

const flavourOptions = (chosen: FlavourName) =>
  Object.values(flavours).map(
    ({ name, title }) => html`<option value="${name}" ${name === chosen ? html`selected` : null}>${title}</option>`,
  );

const byAddress = (lms: Lms) =>
  html`<section class="card">
    <h2>Add a tool by registration URL</h2>
    <form action="/tools/registration" class="fields">
      <label>Registration URL, as the tool gave it <input name="url" type="url" required /></label>
      <label
        >Speak with it
        <select name="flavour">
          ${flavourOptions(lms.flavour)}
        </select></label
      >
      <p><button class="primary">Go on</button></p>
    </form>
  </section>`;

const byHand = (lms: Lms) =>
  html`<details class="card">
    <summary>Add a tool by hand</summary>
    <form method="post" action="/tools" class="fields">
      <label>Name <input name="name" required maxlength="100" /></label>
      <label>Login URL <input name="loginUrl" type="url" required /></label>
      <label>Redirect URIs, one in a line <textarea name="redirectUris" rows="2" required></textarea></label>
      <label>Key set URL <input name="jwksUrl" type="url" required /></label>
      <label>First page (target_link_uri) <input name="targetLinkUri" type="url" required /></label>
      <label
        >Speak with it
        <select name="flavour">
          ${flavourOptions(lms.flavour)}
        </select></label
      >
      <p><button class="primary">Add tool</button></p>
    </form>
  </details>`;

/** What a tool has to be told when it is set up by hand. */
const ownAddresses = ({ issuer, address }: Lms) =>
  html`<section class="card">
    <h2>What a tool has to know of this platform</h2>
    <dl class="facts">
      ${fact('Issuer', issuer)} ${fact('Authorization', `${address}/auth`)} ${fact('Access tokens', `${address}/token`)}
      ${fact('Key set', `${address}/jwks`)} ${fact('Configuration', address + flavours.moodle.configurationPath)}
    </dl>
  </section>`;
