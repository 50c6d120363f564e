import { outages } from '../failures.ts';
import type { Lms } from '../state.ts';
import { html } from './html.ts';

/** Addresses by what can be wrong with them, as boxes to tick. */
export const outageTable = (lms: Lms, label: string, endpoints: Readonly<Record<string, string>>) =>
  html`<div class="scrolls" tabindex="0" role="region" aria-label="${label}">
    <table class="outages">
      <thead>
        <tr>
          <th scope="col">Address</th>
          ${Object.values(outages).map((words) => html`<th scope="col">${words}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${Object.entries(endpoints).map((endpoint) => row(lms, endpoint))}
      </tbody>
    </table>
  </div>`;

const row = (lms: Lms, [endpoint, name]: readonly [string, string]) =>
  html`<tr>
    <th scope="row">${name}</th>
    ${Object.entries(outages).map(
      ([outage, words]) =>
        html`<td>
          <input
            type="checkbox"
            name="failure"
            value="${endpoint}-${outage}"
            ${checked(lms, `${endpoint}-${outage}`)}
            aria-label="${name}: ${words}"
          />
        </td>`,
    )}
  </tr>`;

export const checked = ({ failures }: Lms, failure: string) =>
  [...failures].some((one) => one === failure) ? html`checked` : null;
