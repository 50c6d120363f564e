import { keepDraft } from './workspace/keep-draft.js';
import { listenToKeys } from './workspace/keys.js';
import { openFiles } from './workspace/files.js';
import { chooseLanguages } from './workspace/languages.js';
import { showLines } from './workspace/lines.js';
import { tellOutcome } from './workspace/outcome.js';
import { splitPanes } from './workspace/panes.js';
import { offerRestart } from './workspace/restart.js';
import { sendWork } from './workspace/sending.js';
import { sayIn } from './workspace/say.js';

/** Of every workspace in sight, also one that a swap brought; the pane with the code is drawn anew for another language. */
function awaken() {
  for (const workspace of document.querySelectorAll('.workspace:not([data-ready])')) {
    workspace.dataset.ready = '';
    splitPanes(workspace);
    listenToKeys(workspace);
    showLines(workspace);
    tellOutcome(workspace);
  }
  for (const form of document.querySelectorAll('.workspace form.work:not([data-ready])')) void awakenCode(form);
}

async function awakenCode(form) {
  form.dataset.ready = '';
  const workspace = form.closest('.workspace');
  const say = sayIn(workspace);
  const draft = keepDraft(form, say);
  chooseLanguages(form, draft, say);
  sendWork(form, draft);
  offerRestart(form);
  await openFiles(form, say);
  form.dispatchEvent(new CustomEvent('workspace:open', { bubbles: true }));
}

document.addEventListener('htmx:after:swap', awaken);
awaken();
