import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { allFailures, launchEndpoints, serviceEndpoints, storageFailures, tokenFailures } from '../failures.ts';
import { rotate } from '../platform-keys.ts';
import type { Lms } from '../state.ts';
import { checked, outageTable } from './failure-table.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { signedIn } from './signed-in.ts';

const shares: Readonly<Record<string, string>> = { 1: 'all', 0.5: 'every other', 0.25: 'every fourth' };

const between = (least: number, most: number) =>
  z.coerce
    .number()
    .catch(least)
    .transform((number) => Math.min(Math.max(number, least), most));

const Settings = z.object({
  share: between(0, 1),
  retryAfterSeconds: between(0, 3600),
  slowSeconds: between(0, 600),
});

/** Switches for what shall go wrong, and the change of keys. */
export function failureRoutes(lms: Lms): Router {
  const router = Router();
  router.get('/failures', (req, res) => sendFailures(lms, req, res));
  router.post('/failures', (req, res) => {
    const chosen = new Set([req.body.failure ?? []].flat());
    for (const failure of allFailures) {
      if (chosen.has(failure)) lms.failures.add(failure);
      else lms.failures.delete(failure);
    }
    Object.assign(lms.failureSettings, Settings.parse(req.body));
    res.redirect(303, '/failures');
  });
  router.post('/keys/rotation', async (req, res) => {
    await rotate(lms.keys, { forget: req.body.forget === 'yes' });
    await lms.save();
    res.redirect(303, '/failures');
  });
  return router;
}

function sendFailures(lms: Lms, req: Request, res: Response) {
  sendPage(res, {
    title: 'Failures',
    here: 'failures',
    person: signedIn(lms, req, res),
    body: html`<p class="lead">What is switched on here goes wrong for every tool, until it is switched off.</p>
      ${lms.failures.size > 0 ? html`<p class="notice bad">Switched on: ${lms.failures.size}.</p>` : null}
      <form method="post" action="/failures">
        <fieldset class="card">
          <legend>Launches</legend>
          ${switches(lms, tokenFailures)}
        </fieldset>
        <fieldset class="card">
          <legend>Platform storage</legend>
          ${switches(lms, storageFailures)}
        </fieldset>
        <fieldset class="card">
          <legend>Addresses of launches</legend>
          ${outageTable(lms, 'Addresses of launches', launchEndpoints)}
        </fieldset>
        <fieldset class="card">
          <legend>Services</legend>
          ${outageTable(lms, 'Services', serviceEndpoints)}
        </fieldset>
        <fieldset class="card">
          <legend>How an address fails</legend>
          ${settingFields(lms)}
        </fieldset>
        <p class="acts"><button class="primary">Save</button></p>
      </form>
      ${keySection(lms)}`,
  });
}

const switches = (lms: Lms, failures: Readonly<Record<string, string>>) =>
  html`<ul class="switches">
    ${Object.entries(failures).map(
      ([failure, words]) =>
        html`<li>
          <label
            ><input type="checkbox" name="failure" value="${failure}" ${checked(lms, failure)} />
            <span>${words} <code>${failure}</code></span></label
          >
        </li>`,
    )}
  </ul>`;

const settingFields = ({ failureSettings: { share, retryAfterSeconds, slowSeconds } }: Lms) =>
  html`<div class="line">
    <label
      >Share of the requests
      <select name="share">
        ${Object.entries(shares).map(
          ([value, words]) =>
            html`<option value="${value}" ${Number(value) === share ? html`selected` : null}>${words}</option>`,
        )}
      </select></label
    >
    <label
      >Seconds in Retry-After
      <input name="retryAfterSeconds" type="number" min="0" max="3600" value="${retryAfterSeconds}"
    /></label>
    <label
      >Seconds of a slow answer
      <input name="slowSeconds" type="number" min="0" max="600" step="any" value="${slowSeconds}"
    /></label>
  </div>`;

const keySection = (lms: Lms) =>
  html`<section class="card">
    <h2>Signing keys</h2>
    <ol class="keys">
      ${lms.keys.map(({ kid }, index) => html`<li><code>${kid}</code> ${['signs now', 'signs next'][index] ?? 'signed before'}</li>`)}
    </ol>
    <form method="post" action="/keys/rotation">
      <label class="check"
        ><input type="checkbox" name="forget" value="yes" /> <span>No longer publish the old keys</span></label
      >
      <p><button>Go on to the next key</button></p>
    </form>
  </section>`;
