import { z } from 'zod';
import { locales } from '#src/messages/locale.ts';
import { hues } from './hues.ts';
import { organizationSetting } from './organization-setting.ts';
import { settingRoutes, settingsPath } from './setting-page.ts';

const general = settingRoutes({
  path: settingsPath,
  summary: "The organization's name, language and time zone",
  template: 'organizations/settings/general',
  body: z.object({ name: z.string().trim().min(1).max(100), locale: z.enum(locales), timeZone: z.string().max(100) }),
  shown: ({ name, locale, timeZone }) => ({ name, locale, timeZone }),
  changes: ({ name, locale, timeZone }) => ({ name, locale, timeZone }),
  extra: { locales: z.array(z.string()), timeZones: z.array(z.object({ value: z.string(), label: z.string() })) },
  more: () => ({ locales: [...locales], timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')].map(named) }),
});

const named = (zone: string) => ({ value: zone, label: zone.replaceAll('_', ' ') });

const joining = settingRoutes({
  path: `${settingsPath}/joining`,
  summary: 'Who may become a member without an invitation',
  template: 'organizations/settings/joining',
  body: z.object({
    emailDomain: z.string().max(254).optional(),
    allowPublicJoin: z.boolean().default(false),
    requireApproval: z.boolean().default(false),
  }),
  shown: ({ emailDomain, allowPublicJoin, requireApproval }) => ({ emailDomain, allowPublicJoin, requireApproval }),
  changes: ({ emailDomain = null, ...rules }) => ({ emailDomain, ...rules }),
});

const branding = settingRoutes({
  path: `${settingsPath}/branding`,
  summary: "The organization's colour",
  template: 'organizations/settings/branding',
  body: z.object({ hue: z.int().min(0).max(359).optional() }),
  shown: ({ hue }) => ({ hue }),
  changes: ({ hue = null }) => ({ hue }),
  extra: { swatches: z.array(z.object({ hue: z.int(), isChosen: z.boolean(), light: z.string(), dark: z.string() })) },
  more: ({ hue }) => ({ swatches: hues(hue ?? null) }),
});

const frames = settingRoutes({
  path: `${settingsPath}/frames`,
  summary: "The sites whose frames may show the organization's pages",
  template: 'organizations/settings/frames',
  body: z.object({ frameOrigins: z.string().max(5_000).default('').describe('Origins, one a line') }),
  shown: ({ frameOrigins }) => ({ frameOrigins: frameOrigins.join('\n') }),
  changes: ({ frameOrigins }) => ({ frameOrigins: [...new Set(frameOrigins.split(/\s+/).filter(Boolean))] }),
});

export const settingPages = [...general, ...joining, ...branding, ...frames];

/** Our own tabs, in the form in which everybody adds theirs. */
export const ownSettings = [
  organizationSetting({ label: 'organizations.settings.general', path: settingsPath }),
  organizationSetting({ label: 'organizations.settings.joining', path: `${settingsPath}/joining` }),
  organizationSetting({ label: 'organizations.settings.branding', path: `${settingsPath}/branding` }),
  organizationSetting({ label: 'organizations.settings.frames', path: `${settingsPath}/frames` }),
];
