import { Router, type Request, type Response } from 'express';
import {
  allFailures,
  endpoints,
  outages,
  storageFailures,
  tokenFailures,
  type Endpoint,
  type Failure,
  type Outage,
} from '../failures.ts';
import { rotate } from '../platform-keys.ts';
import type { Lms } from '../state.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';
import { signedIn } from './signed-in.ts';

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
    lms.slowSeconds = Math.min(Math.max(Number(req.body.slowSeconds) || 0, 0), 600);
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
    person: signedIn(req, res),
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
          <legend>Addresses of the platform</legend>
          ${outageTable(lms)}
          <label class="short"
            >Seconds of a slow answer
            <input name="slowSeconds" type="number" min="0" max="600" value="${lms.slowSeconds}"
          /></label>
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
            ><input type="checkbox" name="failure" value="${failure}" ${checked(lms, failure as Failure)} />
            <span>${words} <code>${failure}</code></span></label
          >
        </li>`,
    )}
  </ul>`;

const checked = (lms: Lms, failure: Failure) => (lms.failures.has(failure) ? html`checked` : null);

const outageTable = (lms: Lms) =>
  html`<div class="scrolls" tabindex="0" role="region" aria-label="Addresses of the platform">
    <table>
      <thead>
        <tr>
          <th scope="col">Address</th>
          ${Object.values(outages).map((words) => html`<th scope="col">${words}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${(Object.keys(endpoints) as Endpoint[]).map(
          (endpoint) =>
            html`<tr>
              <th scope="row">${endpoints[endpoint]}</th>
              ${(Object.keys(outages) as Outage[]).map(
                (outage) =>
                  html`<td>
                    <input
                      type="checkbox"
                      name="failure"
                      value="${endpoint}-${outage}"
                      ${checked(lms, `${endpoint}-${outage}`)}
                      aria-label="${endpoints[endpoint]}: ${outages[outage]}"
                    />
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
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
