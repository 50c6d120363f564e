/* oxlint-disable import/no-unassigned-import -- htmx's extensions look for window.htmx and register themselves. */
import htmx from 'htmx.org/dist/htmx.esm.js';
import 'htmx.org/dist/ext/hx-sse.js';
import 'htmx.org/dist/ext/hx-download.js';
import 'htmx.org/dist/ext/hx-alpine-compat.js';
import { Alpine } from '@alpinejs/csp';
import { guardAnswers } from './answers.js';
import { openDialogs } from './commands.js';
import { offerCopying } from './copy.js';
import { keepFocus } from './focus.js';
import { keepFrame } from './frame.js';
import { offerFullScreen } from './full-screen.js';
import { listenToKeys } from './keys.js';
import { closeMenus } from './menus.js';
import { listenInPalette, openPalette } from './palette.js';
import { sendHeaders } from './request-headers.js';
import { orderSaves } from './saves.js';
import { showSending } from './sending.js';
import { endStreams } from './streams.js';
import { goOnWithoutCookies } from './without-cookies.js';
import { previewThemes } from './themes.js';
import { dismissToasts } from './toasts.js';

// Back and forward load the page anew: what swaps have put together is never mistaken for a page.
htmx.config.history = 'reload';
// For transitions htmx would give what comes the `style` of what was there under the same id: of a text area that somebody made
// larger, for instance. Our Content-Security-Policy refuses the attribute, and nothing here is moved that way.
htmx.config.defaultSettleDelay = 0;
sendHeaders();
orderSaves();
goOnWithoutCookies();
guardAnswers();
endStreams();
keepFocus();
keepFrame();
openDialogs();
closeMenus();
dismissToasts();
showSending();
previewThemes();
listenToKeys(openPalette);
listenInPalette();
offerFullScreen();
offerCopying();

window.Alpine = Alpine;
// Not before: scripts of plugins stand behind this one, and register their components on `alpine:init`.
document.addEventListener('DOMContentLoaded', () => Alpine.start());
