import type { Response } from 'express';
import { flavours } from '../flavours/flavours.ts';
import { sendPostingForm } from '../pages/posting-form.ts';
import type { Launch, Lms } from '../state.ts';
import { targetOf } from './target-of.ts';

const launchMinutes = 10;

/** Third-party initiated login: sends the browser to the tool's login URL, as the tool's flavour does. */
export function beginLaunch(lms: Lms, launch: Launch, res: Response) {
  const { tool } = launch;
  const parameters = loginParameters(lms, launch);
  if (flavours[tool.flavour].loginMethod === 'POST') return sendPostingForm(res, tool.loginUrl, parameters);
  const url = new URL(tool.loginUrl);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  res.redirect(302, url.href);
}

function loginParameters(lms: Lms, launch: Launch): Record<string, string> {
  const { tool, person } = launch;
  const flavour = flavours[tool.flavour];
  const hint = flavour.messageHint(launch);
  lms.launches.set(hint, { launch, expires: Date.now() + launchMinutes * 60_000 });
  return {
    iss: lms.issuer,
    target_link_uri: targetOf(lms, launch),
    login_hint: flavour.subject(person.id),
    lti_message_hint: hint,
    client_id: tool.clientId,
    ...flavour.loginExtras(lms, tool),
  };
}
