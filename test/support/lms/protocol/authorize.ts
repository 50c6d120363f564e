import type { Request, Response } from 'express';
import { z } from 'zod';
import { flavours } from '../flavours/flavours.ts';
import { sendPage } from '../pages/layout.ts';
import { html } from '../pages/html.ts';
import { sendPostingForm } from '../pages/posting-form.ts';
import type { Launch, Lms } from '../state.ts';
import type { Tool } from '../tool.ts';
import { makeIdToken } from './make-id-token.ts';

const Parameters = z.record(z.string(), z.string());

/**
 * The authorization endpoint. A tool hears only what it may: before client and redirect URI are known to belong together
 * the answer is a page of ours, afterwards a form that posts `id_token` or `error` to the redirect URI.
 */
export async function authorize(lms: Lms, req: Request, res: Response) {
  const parsed = Parameters.safeParse({ ...req.query, ...req.body });
  if (!parsed.success) return refuse(res, 'A parameter came twice.');
  const asked = parsed.data;
  const tool = lms.tools.find(({ clientId }) => clientId === asked['client_id']);
  if (!tool) return refuse(res, 'No tool is registered under this client id.');
  const redirectUri = tool.redirectUris.find((uri) => uri === asked['redirect_uri']);
  if (!redirectUri) return refuse(res, 'The redirect URI is not one that the tool registered.');
  const state = asked['state'] === undefined ? {} : { state: asked['state'] };
  const error = wrongWith(lms, asked);
  if (error) return sendPostingForm(res, redirectUri, { ...error, ...state });
  const launch = takeLaunch(lms, tool, asked['lti_message_hint'] ?? '');
  if (!launch)
    return refuse(res, 'This launch is unknown, too old, or was used already. Start it again in the course.');
  if (asked['login_hint'] !== flavours[tool.flavour].subject(launch.person.id))
    return sendPostingForm(res, redirectUri, { error: 'access_denied', ...state });
  const storage = flavours[tool.flavour].hasStorage ? { lti_storage_target: lms.storageTarget } : {};
  const idToken = await makeIdToken(lms, launch, asked['nonce']!);
  sendPostingForm(res, redirectUri, { id_token: idToken, ...state, ...storage });
}

function wrongWith(lms: Lms, asked: Readonly<Record<string, string>>) {
  const invalid = (description: string) => ({ error: 'invalid_request', error_description: description });
  if (lms.failures.has('login-required')) return { error: 'login_required', error_description: 'Nobody is signed in' };
  if (!asked['scope']?.split(' ').includes('openid')) return { ...invalid('Invalid scope'), error: 'invalid_scope' };
  if (asked['response_type'] !== 'id_token')
    return { ...invalid('Invalid response_type'), error: 'unsupported_response_type' };
  if (asked['response_mode'] !== 'form_post') return invalid('Invalid response_mode');
  if (asked['prompt'] !== undefined && asked['prompt'] !== 'none') return invalid('Invalid prompt');
  if (!asked['nonce']) return invalid('Missing nonce');
  if (!asked['state']) return invalid('Missing state');
  return null;
}

/** Works once: the hint is random, so it is also what shows that this browser began the launch here. */
function takeLaunch(lms: Lms, tool: Tool, hint: string): Launch | null {
  const found = lms.launches.get(hint);
  if (!found || found.launch.tool.clientId !== tool.clientId) return null;
  lms.launches.delete(hint);
  return found.expires > Date.now() ? found.launch : null;
}

const refuse = (res: Response, why: string) =>
  sendPage(res.status(400), { title: 'Invalid request', body: html`<p>${why}</p>` });
