import type { Response } from 'express';
import { courseOf, type Activity } from '../courses.ts';
import { flavours } from '../flavours/flavours.ts';
import { postMessageToken } from '../flavours/canvas-variables.ts';
import type { Person } from '../people.ts';
import type { Lms } from '../state.ts';
import { originsOf, type Tool } from '../tool.ts';
import { html } from './html.ts';
import { sendPage } from './layout.ts';

export interface Shown {
  readonly activity: Activity;
  readonly tool: Tool;
  /** Path that begins the launch. */
  readonly address: string;
}

/** The place from which a tool is launched: in a frame of this page, or in a tab that this page opens. */
export function sendActivity(lms: Lms, person: Person, shown: Shown, res: Response) {
  const { activity, tool } = shown;
  const course = courseOf(activity);
  sendPage(res, {
    title: activity.title,
    here: 'courses',
    person,
    above: [
      ['/courses', 'Courses'],
      [`/courses/${course.id}`, course.title],
    ],
    script: platformScript(lms, tool, `/courses/${course.id}`),
    body: html`${activity.opensIn === 'frame' ? inFrame(shown) : inTab(shown)} ${storageFrame(lms, tool)}`,
  });
}

/** Named in the address, so that it also works in a browser that keeps no cookies, not even the platform's. */
const inFrame = ({ activity, tool, address }: Shown) =>
  html`<iframe
    class="tool"
    name="${flavours[tool.flavour].frameName}"
    title="${activity.title}"
    src="${address}"
    data-token="${postMessageToken(activity.id)}"
    allow="fullscreen; clipboard-write"
  ></iframe>`;

const inTab = ({ address }: Shown) =>
  html`<p class="lead">This activity opens in a tab of its own. This page stays open.</p>
    <p>
      <a class="button primary" href="${address}" target="_blank" rel="opener">Open in a new tab</a>
    </p>`;

export const platformScript = (lms: Lms, tool: Tool, course: string) =>
  html`<script
    src="/assets/platform.js"
    defer
    data-storage="${storageOf(lms, tool)}"
    data-frame="${lms.storageTarget}"
    data-origins="${originsOf(lms.tools).join(' ')}"
    data-stranger="${strangerAt(lms)}"
    data-course="${course}"
  ></script>`;

/** Some platforms answer from a hidden frame beside the tool's, and not from the page itself. */
export const storageFrame = (lms: Lms, tool: Tool) =>
  flavours[tool.flavour].hasStorage && lms.storageTarget !== '_parent'
    ? html`<iframe hidden name="${lms.storageTarget}" title="Platform storage" src="/platform-storage"></iframe>`
    : null;

export const sendStorageFrame = (lms: Lms, res: Response) =>
  res.type('html').send(
    html`<!doctype html>
      <html lang="en">
        <meta charset="utf-8" /><title>Platform storage</title>
        <script
          src="/assets/platform.js"
          defer
          data-storage="${storageState(lms)}"
          data-frame="${lms.storageTarget}"
          data-origins="${originsOf(lms.tools).join(' ')}"
          data-stranger="${strangerAt(lms)}"
        ></script>
      </html>`.text,
  );

const storageOf = (lms: Lms, tool: Tool) => (flavours[tool.flavour].hasStorage ? storageState(lms) : 'none');

const storageState = ({ failures }: Lms) =>
  failures.has('storage-silent') ? 'none' : failures.has('storage-wrong-origin') ? 'wrong-origin' : 'answers';

/** The same server under its other name on this machine, which is another origin. */
function strangerAt({ address }: Lms) {
  const url = new URL('/assets/stranger.html', address);
  url.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  return url.href;
}
