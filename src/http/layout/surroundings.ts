import { z } from 'zod';
import { signFileUrl } from '#src/files/signed-url.ts';
import { SafeHtml, view } from '#src/views.ts';
import type { Drawing } from '../draw.ts';
import { sessionOf } from '../who.ts';
import { languageLinks } from './language-links.ts';
import { navigation } from './navigation.ts';

const Item = z.object({ label: z.string(), path: z.string(), icon: z.string(), isCurrent: z.boolean() });

/** What stands around every page, whichever of the layouts draws it. */
const Surroundings = z.object({
  locale: z.string(),
  title: z.string(),
  heading: z.string().nullable(),
  theme: z.string().nullable(),
  contrast: z.string().nullable(),
  hasShortcuts: z.boolean(),
  organization: z.string().nullable(),
  logo: z.string().nullable(),
  person: z.object({ name: z.string(), avatarUrl: z.string().nullable() }).nullable(),
  side: z.array(z.object({ heading: z.string(), items: z.array(Item) })),
  you: z.array(Item),
  signOut: z.string(),
  languages: z.array(z.object({ locale: z.string(), name: z.string(), path: z.string(), isCurrent: z.boolean() })),
  entrance: z.string(),
  isFramed: z.boolean(),
  /** Whose frames may show the page. */
  frame: z.uuid().nullable(),
  sessionId: z.string().nullable(),
  csrf: z.string().nullable(),
  stylesheet: z.string(),
  hueStylesheet: z.string().nullable(),
  script: z.string(),
  moreScripts: z.array(z.string()),
  said: z.string().nullable(),
});

const Layout = Surroundings.extend({ body: z.instanceof(SafeHtml) });
export const siteView = view('kernel/layout', Layout);
export const doorView = view('kernel/door', Layout);

interface Words {
  readonly title: string | null;
  readonly said: string | null;
  readonly csrf: string | null;
  /** Names of assets. */
  readonly scripts: readonly string[];
}

/** Who reads, where they are, where they can go, and how they want to see it. */
export function surroundings(drawing: Drawing, { title, said, scripts, csrf }: Words): z.output<typeof Surroundings> {
  const { kernel, who, reader, organization, visit } = drawing;
  return {
    locale: reader.locale,
    title: title ? `${title} · Assay` : 'Assay',
    heading: title,
    ...chosen(drawing),
    organization: organization?.name ?? null,
    logo: fileUrl(drawing, organization?.logoId),
    person: personOf(drawing),
    ...navigation(drawing),
    signOut: who.kind === 'operator' ? '/operator/logout' : '/auth/logout',
    // Whoever is signed in has set theirs.
    languages: who.kind === 'anonymous' ? languageLinks(visit.path, reader.locale) : [],
    entrance: visit.entrance,
    isFramed: visit.isFramed,
    frame: frameOf(drawing),
    sessionId: sessionOf(who),
    csrf,
    stylesheet: kernel.assets.url('app.css'),
    hueStylesheet: organization?.hue == null ? null : `/assets/hue-${organization.hue}.css`,
    script: kernel.assets.url('app.js'),
    moreScripts: scripts.map((name) => kernel.assets.url(name)),
    said,
  };
}

/** What the address of a framed page keeps, for the time after the session. */
function frameOf({ who, organization }: Drawing) {
  if (who.kind === 'user' && who.frame) return who.frame;
  return organization && organization.frameOrigins.length > 0 ? organization.id : null;
}

/** The system's choice is said by saying nothing. */
function chosen({ who }: Drawing) {
  const preferences = who.kind === 'user' ? who.person?.preferences : undefined;
  return {
    theme: unlessSystem(preferences?.theme),
    contrast: unlessSystem(preferences?.contrast),
    hasShortcuts: preferences?.shortcuts ?? true,
  };
}

const unlessSystem = (choice: string | undefined) => (choice === undefined || choice === 'system' ? null : choice);

function personOf(drawing: Drawing) {
  const { who } = drawing;
  if (who.kind === 'operator') return { name: who.name, avatarUrl: null };
  if (who.kind !== 'user' || !who.person) return null;
  return { name: who.person.name, avatarUrl: fileUrl(drawing, who.person.avatarId) };
}

function fileUrl({ kernel, organization }: Drawing, fileId: string | null | undefined) {
  if (!organization || !fileId) return null;
  return signFileUrl(kernel.keys, { organizationId: organization.id, fileId, inline: true }, new Date());
}
