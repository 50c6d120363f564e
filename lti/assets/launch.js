import { getData, putData } from './platform-storage/storage.js';

/**
 * The two pages of ours on the way of a launch through a frame. The first goes on to the platform, and where this browser keeps
 * no cookies it leaves a secret in the platform's storage before. The second asks for the secret and completes the launch.
 */
const login = document.querySelector('[data-lti-login]');
const waiting = document.querySelector('[data-lti-waiting]');
if (login) void goOn(login);
if (waiting) void complete(waiting);

async function goOn({ dataset, href }) {
  // Tried by the script of every page, which stands before this one.
  if (document.documentElement.dataset.cookies === 'none')
    await putData(placeOf(dataset), keyOf(dataset), dataset.secret).catch(() => undefined);
  location.replace(href);
}

async function complete(form) {
  const place = placeOf(form.dataset);
  try {
    form.elements.secret.value = await getData(place, keyOf(form.dataset));
    void putData(place, keyOf(form.dataset), null).catch(() => undefined);
    form.requestSubmit();
  } catch {
    document.querySelector('[data-lti-silent]').hidden = false;
    document.querySelector('[data-lti-asking]').hidden = true;
    offerStorageAccess();
  }
}

/** The last offer, and only after a click: the browser asks the person, and the login begins anew with cookies. */
function offerStorageAccess() {
  const button = document.querySelector('[data-lti-allow]');
  if (!document.requestStorageAccess || window.self === window.top) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    void document.requestStorageAccess().then(() => location.assign(button.dataset.ltiAllow));
  });
}

function keyOf({ state }) {
  return `lti_state_${state}`;
}

function placeOf({ target, origin }) {
  return { target, origin };
}
