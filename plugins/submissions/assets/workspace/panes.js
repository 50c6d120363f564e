import { recall, remember } from './remember.js';

const step = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2 };

/** Lines between panes that are moved by dragging or by the arrow keys, and stay where they were left. */
export function splitPanes(workspace) {
  for (const splitter of workspace.querySelectorAll('[role=separator]')) {
    const name = splitter.dataset.split;
    const kept = Number(recall(name));
    if (kept) place(workspace, splitter, kept);
    splitter.addEventListener('keydown', (event) => move(event, workspace, splitter));
    splitter.addEventListener('pointerdown', (event) => drag(event, workspace, splitter));
  }
}

function move(event, workspace, splitter) {
  const now = Number(splitter.getAttribute('aria-valuenow'));
  const next = {
    Home: Number(splitter.getAttribute('aria-valuemin')),
    End: Number(splitter.getAttribute('aria-valuemax')),
  }[event.key];
  const fits = splitter.getAttribute('aria-orientation') === 'vertical' ? /Left|Right/ : /Up|Down/;
  if (next === undefined && !fits.test(event.key)) return;
  event.preventDefault();
  keep(workspace, splitter, next ?? now + step[event.key]);
}

function drag(event, workspace, splitter) {
  event.preventDefault();
  splitter.setPointerCapture(event.pointerId);
  splitter.focus();
  const follow = (moved) => keep(workspace, splitter, shareAt(workspace, splitter, moved));
  splitter.addEventListener('pointermove', follow);
  splitter.addEventListener('lostpointercapture', () => splitter.removeEventListener('pointermove', follow), {
    once: true,
  });
}

/** Where the pointer is: percent of the workspace's width, or of the window's height. */
function shareAt(workspace, splitter, { clientX, clientY }) {
  const { left, right, top, width } = workspace.getBoundingClientRect();
  if (splitter.getAttribute('aria-orientation') === 'horizontal') return ((clientY - top) / window.innerHeight) * 100;
  const isRightToLeft = getComputedStyle(workspace).direction === 'rtl';
  return ((isRightToLeft ? right - clientX : clientX - left) / width) * 100;
}

function keep(workspace, splitter, share) {
  remember(splitter.dataset.split, String(place(workspace, splitter, share)));
}

function place(workspace, splitter, share) {
  const [least, most] = ['aria-valuemin', 'aria-valuemax'].map((name) => Number(splitter.getAttribute(name)));
  const value = Math.round(Math.min(Math.max(share, least), most));
  splitter.setAttribute('aria-valuenow', String(value));
  workspace.style.setProperty(`--${splitter.dataset.split}`, `${value}`);
  return value;
}
