import { z } from 'zod';
import type { Tenant } from '#src/scope/scope.ts';
import type { Identified } from '#src/sessions/identify.ts';
import type { Web } from './web.ts';
import { SafeHtml, view, type Reader, type View } from '#src/views.ts';
import { csrfToken } from './csrf-token.ts';
import { headingOf } from './layout/heading-of.ts';
import { doorView, siteView, surroundings } from './layout/surroundings.ts';
import type { Layout } from './reply.ts';
import type { Visit } from './visit.ts';
import { sessionOf } from './who.ts';

export interface Drawing {
  readonly kernel: Web;
  readonly who: Identified;
  readonly reader: Reader;
  /** Null where a page belongs to none. */
  readonly organization: Tenant | null;
  readonly visit: Visit;
}

/** The bare template: what htmx swaps in. */
export function drawFragment(drawing: Drawing, drawn: View, data: unknown) {
  const { kernel } = drawing;
  // In production nobody pays for it; elsewhere a view that gets other data than it declares is found at once.
  const checked = kernel.config.production ? data : drawn.schema.parse(data);
  return kernel.views.render(drawn, checked, readerOf(drawing));
}

export interface DrawnPage {
  readonly view: View;
  readonly data: unknown;
  /** Default: the page's heading. */
  readonly title?: string | null;
  readonly layout?: Layout;
  /** Scripts beside the usual one, by the names of assets. */
  readonly scripts?: readonly string[];
  /** A sentence that is shown once. */
  readonly said?: string | null;
}

/** The template inside the page around every feature. */
export function drawPage(drawing: Drawing, drawn: DrawnPage) {
  const { layout = 'site', said = null, scripts = [] } = drawn;
  const reader = readerOf(drawing);
  const body = new SafeHtml(drawFragment(drawing, drawn.view, drawn.data));
  const title = drawn.title ?? headingOf(body.toString());
  const around = surroundings(drawing, { title, said, scripts, csrf: reader.csrf });
  return drawing.kernel.views.render(layout === 'door' ? doorView : siteView, { ...around, body }, reader);
}

const toastView = view('kernel/parts/toast-partial', z.object({ said: z.string() }));

/** What brings a toast along with a fragment. */
export const drawToast = ({ kernel, reader }: Drawing, said: string) =>
  kernel.views.render(toastView, { said }, reader);

/** The reader with the token that forms of this session carry, and the addresses of assets. */
function readerOf(drawing: Drawing) {
  const sessionId = sessionOf(drawing.who);
  const csrf = sessionId ? tokenOf(drawing, sessionId) : null;
  return { ...drawing.reader, csrf, assets: drawing.kernel.assets };
}

/** One for all parts of an answer, and for all that a stream sends: what has not changed is then drawn alike. */
const tokens = new WeakMap<Drawing, string>();

function tokenOf(drawing: Drawing, sessionId: string) {
  const token = tokens.get(drawing) ?? csrfToken(drawing.kernel.keys, sessionId);
  tokens.set(drawing, token);
  return token;
}
