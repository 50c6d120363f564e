import { Router, type Request } from 'express';
import { z } from 'zod';
import { locales, pseudoLocale } from '#src/messages/locale.ts';
import { Preferences } from '#src/people/preferences.ts';
import type { Tenant } from '#src/scope/scope.ts';
import type { Identified } from '#src/sessions/identify.ts';
import { drawPage, type Drawing } from '../draw.ts';
import { isFromLoopback } from '../from-loopback.ts';
import { visitOf } from '../visit.ts';
import type { Web } from '../web.ts';
import { styleguideView } from './example-view.ts';
import { examples } from './examples.ts';

const Asked = z.object({
  locale: z.enum([...locales, pseudoLocale]).catch('en'),
  theme: Preferences.shape.theme.catch('system'),
  contrast: Preferences.shape.contrast.catch('system'),
  hue: z
    .string()
    .regex(/^\d{1,2}$|^[12]\d\d$|^3[0-5]\d$/)
    .transform(Number)
    .nullable()
    .catch(null),
  layout: z.enum(['site', 'door', 'frame']).catch('site'),
});

/** Every part in every state, for whoever writes or changes one: on the machine itself, and never in production. */
export function styleguide(kernel: Web): Router {
  const router = Router();
  router.get('/styleguide', async (req, res, next) => {
    if (!isFromLoopback(req)) return next();
    const asked = Asked.parse(Object.fromEntries(new URL(req.originalUrl, 'http://x').searchParams));
    const drawing = drawingFor(kernel, req, asked);
    const say = (key: string) => kernel.messages.translate(asked.locale, `kernel.styleguide.${key}`);
    const data = await examples(asked, say);
    const layout = asked.layout === 'door' ? 'door' : 'site';
    res
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(drawPage(drawing, { view: styleguideView, data, layout, said: say('said') }));
  });
  return router;
}

function drawingFor(kernel: Web, req: Request, asked: z.output<typeof Asked>): Drawing {
  const visit = { ...visitOf(req, kernel.config), isFramed: asked.layout === 'frame' };
  const organization: Tenant = { ...nobodys, timeZone: 'Europe/Berlin', locale: asked.locale, hue: asked.hue };
  const reader = { locale: asked.locale, timeZone: 'Europe/Berlin' };
  return { kernel, who: somebody(asked), reader, organization, visit };
}

const nobodys = {
  id: '',
  slug: 'example',
  name: 'University of Nordhaven',
  frameOrigins: [],
  logoId: null,
  isHome: false,
};

/** Somebody who was never signed in, so that the page has all that it shows to one who is. */
const somebody = ({ theme, contrast }: z.output<typeof Asked>): Identified => ({
  kind: 'user',
  actor: { kind: 'user', id: '', roles: new Set(['owner', 'admin']) },
  organizationId: '',
  sessionId: null,
  apiTokenId: null,
  scopes: null,
  locale: null,
  timeZone: null,
  person: { name: 'Emmy Noether', preferences: Preferences.parse({ theme, contrast }), avatarId: null },
  carriedBy: 'bearer',
  frame: null,
  frameOrigins: [],
});
