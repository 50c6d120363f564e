import { Router } from 'express';
import { z } from 'zod';
import { addToolByHand } from '../add-by-hand.ts';
import { beginRegistration } from '../protocol/register.ts';
import type { Lms } from '../state.ts';
import { Tool } from '../tool.ts';
import { sendProblem } from './problem-page.ts';
import { sendRegistration } from './registration-page.ts';
import { signedIn } from './signed-in.ts';
import { sendTools } from './tool-page.ts';

const flavour = Tool.shape.flavour;
const Start = z.object({ url: z.url({ protocol: /^https?$/ }), flavour });
const ByHand = z.object({
  name: z.string().trim().min(1).max(100),
  flavour,
  loginUrl: z.url(),
  redirectUris: z
    .string()
    .transform((text) => text.split(/\s+/).filter(Boolean))
    .pipe(Tool.shape.redirectUris),
  jwksUrl: z.url(),
  targetLinkUri: z.url(),
});

/** Adding tools, by their registration address or by hand, and how this platform speaks with each. */
export function toolRoutes(lms: Lms): Router {
  const router = Router();
  router.get('/tools', (req, res) => void sendTools(lms, signedIn(lms, req, res), res));
  router.get('/tools/registration', async (req, res) => {
    const asked = Start.safeParse(req.query);
    if (!asked.success) return void sendProblem(res, 'This cannot be opened', z.prettifyError(asked.error));
    const { url, flavour: kind } = asked.data;
    sendRegistration(await beginRegistration(lms, url, kind), signedIn(lms, req, res), res);
  });
  router.post('/tools', async (req, res) => {
    const form = ByHand.safeParse(req.body);
    if (!form.success) return void sendProblem(res, 'The tool was not added', z.prettifyError(form.error));
    await addToolByHand(lms, form.data);
    res.redirect(303, '/tools');
  });
  router.post('/tools/:clientId/flavour', async (req, res) => {
    const at = lms.tools.findIndex(({ clientId }) => clientId === req.params['clientId']);
    const chosen = flavour.safeParse(req.body.flavour);
    if (at < 0 || !chosen.success)
      return void sendProblem(res, 'Nothing was changed', 'There is no such tool or flavour.');
    lms.tools[at] = { ...lms.tools[at]!, flavour: chosen.data };
    await lms.save();
    res.redirect(303, '/tools');
  });
  return router;
}
