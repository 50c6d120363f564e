import { z } from 'zod';
import type { Identified } from '#src/sessions/identify.ts';
import type { Tenant } from '#src/scope/scope.ts';
import type { Web } from './web.ts';
import { SafeHtml, view, type Reader, type View } from '#src/views.ts';
import { csrfToken } from './csrf-token.ts';
import { sessionOf } from './who.ts';

const layout = view(
  'kernel/layout',
  z.object({
    locale: z.string(),
    title: z.string(),
    organization: z.string().nullable(),
    frame: z.uuid().nullable(),
    isSignedIn: z.boolean(),
    sessionId: z.string().nullable(),
    csrf: z.string().nullable(),
    stylesheet: z.string(),
    script: z.string(),
    body: z.instanceof(SafeHtml),
  }),
);

export interface Drawing {
  readonly kernel: Web;
  readonly who: Identified;
  readonly reader: Reader;
  readonly organization: Tenant | null;
}

/** The bare template: what htmx swaps in. */
export function drawFragment(drawing: Drawing, drawn: View, data: unknown) {
  const { kernel } = drawing;
  // In production nobody pays for it; elsewhere a view that gets other data than it declares is found at once.
  const checked = kernel.config.production ? data : drawn.schema.parse(data);
  return kernel.views.render(drawn, checked, readerOf(drawing));
}

/** The template inside the page around every feature. */
export function drawPage(drawing: Drawing, drawn: View, data: unknown, title: string | null) {
  const { kernel, who, organization } = drawing;
  const reader = readerOf(drawing);
  return kernel.views.render(
    layout,
    {
      locale: reader.locale,
      title: title ? `${title} · Assay` : 'Assay',
      organization: organization?.name ?? null,
      frame: organization && organization.frameOrigins.length > 0 ? organization.id : null,
      isSignedIn: who.kind !== 'anonymous',
      sessionId: sessionOf(who),
      csrf: reader.csrf,
      stylesheet: kernel.assets.url('app.css'),
      script: kernel.assets.url('app.js'),
      body: new SafeHtml(drawFragment(drawing, drawn, data)),
    },
    reader,
  );
}

/** The reader with the token that forms of this session carry. */
function readerOf({ kernel, who, reader }: Drawing) {
  const sessionId = sessionOf(who);
  return { ...reader, csrf: sessionId ? csrfToken(kernel.keys, sessionId) : null };
}
