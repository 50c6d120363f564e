/**
 * Ends a registration: the LMS that opened this page, in a window or in a frame, takes it away and reads its list of tools anew
 * (lti-dr 3.7). By a click, or by itself when nobody touches the page for a while. The message holds nothing, so anybody may have it.
 */
const patienceMs = 10_000;
const platform = window.opener ?? (window.parent === window ? null : window.parent);
const button = document.querySelector('[data-lti-close]');
const note = document.querySelector('[data-lti-closes-itself]');

if (platform && button && note) {
  const close = () => platform.postMessage({ subject: 'org.imsglobal.lti.close' }, '*');
  const timer = setTimeout(close, patienceMs);
  const stay = () => {
    clearTimeout(timer);
    // Not taken out: the button would move away under the pointer.
    note.style.visibility = 'hidden';
  };
  button.hidden = false;
  note.hidden = false;
  button.addEventListener('click', close);
  for (const sign of ['pointerdown', 'keydown', 'wheel'])
    window.addEventListener(sign, stay, { once: true, passive: true });
}
