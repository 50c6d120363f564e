import { z } from 'zod';
import { invalid } from '#src/errors.ts';
import { redirect } from '#src/http/reply.ts';
import { post } from '#src/http/route.ts';
import { keepers } from '../keepers.ts';
import { changeLogo, logoUse } from './change-logo.ts';
import { settingsPath } from './setting-page.ts';
import { branding } from './setting-routes.ts';

const path = `${settingsPath}/branding`;

/** The picture beside the organization's name. */
export const logoRoutes = [
  post(`${path}/logo`, {
    summary: 'Shows a picture beside the name of the organization',
    work: 'steps',
    files: { logo: logoUse },
    body: z.object({}),
    allow: keepers,
    async handle(scope, { files }) {
      if (!files.logo) throw invalid({ field: 'logo', key: 'organizations.error.noLogo' });
      await changeLogo(scope, files.logo);
      return redirect(path, { said: 'organizations.settings.said' });
    },
    again: async (scope, _input, form) => branding.draw(scope, form),
  }),

  post(`${path}/logo/removal`, {
    summary: 'Shows the usual mark beside the name of the organization again',
    body: z.object({}),
    allow: keepers,
    async handle(scope) {
      await changeLogo(scope, null);
      return redirect(path, { said: 'organizations.settings.said' });
    },
  }),
];
