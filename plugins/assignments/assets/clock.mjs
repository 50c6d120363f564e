/** Seconds before the end at which it is said to those who do not see the clock; the words are the page's. */
const said = [600, 300, 60, 0];

/** By the drawn element: when it ends here, of which drawing, and what was left when it was looked at last. */
const clocks = new WeakMap();

/**
 * What is left comes from the server; only that much time passes here, so that a clock of the reader's that is wrong changes nothing.
 * Whether the page or a swap brought it, or it was changed where it stands, is all the same.
 */
function look() {
  for (const left of document.querySelectorAll('.clock-left')) {
    const clock = left.closest('.clock');
    const known = knownOf(left);
    const seconds = left.dataset.state === 'running' ? Math.max(0, Math.ceil((known.endsAt - Date.now()) / 1000)) : 0;
    const mark = said.findLast((one) => seconds <= one && one < known.before);
    if (mark !== undefined && known.before > 0) say(clock, mark);
    known.before = seconds;
    if (seconds > 0) show(left, seconds);
    else if (left.dataset.state === 'running') end(clock, left);
    showTaken(clock, seconds > 0);
  }
}

function knownOf(left) {
  const { drawn, left: given } = left.dataset;
  const known = clocks.get(left);
  if (known?.drawn === drawn) return known;
  const seconds = Number(given);
  const fresh = { drawn, endsAt: Date.now() + seconds * 1000, before: seconds };
  clocks.set(left, fresh);
  return fresh;
}

function show(left, seconds) {
  const face = left.querySelector('.clock-face');
  const two = (value) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  face.textContent = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  face.hidden = false;
  left.toggleAttribute('data-near', seconds <= said[1]);
}

function end(clock, left) {
  left.dataset.state = 'over';
  left.textContent = wordsOf(clock, 0);
}

const wordsOf = (clock, mark) => clock.querySelector(`template[data-clock-words="${mark}"]`).content.textContent.trim();

function say(clock, mark) {
  clock.querySelector('.clock-said').textContent = wordsOf(clock, mark);
}

/** Whether something is taken now: then the button is there, and after the end it is not. */
function showTaken(clock, isTaken) {
  const workspace = clock.closest('.workspace');
  const submit = workspace?.querySelector('button[data-act="submit"]');
  if (submit && submit.hidden === isTaken) Object.assign(submit, { hidden: !isTaken, disabled: !isTaken });
  for (const terms of workspace?.querySelectorAll('.terms') ?? [])
    terms.hidden = terms.classList.contains('when-over') === isTaken;
  // More time was given to somebody whose page was drawn after the end.
  clock.querySelector('.clock-more').hidden = !isTaken || Boolean(submit) || !clock.hasAttribute('data-over');
}

look();
window.setInterval(look, 500);
