/** Where the person was when a request began or its answer came, and what that answer replaces around that place. */
const places = new WeakMap();

/** After a swap the person is where they were, or where that was replaced; never at the top of the page again. */
export function keepFocus() {
  document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
    const element = document.activeElement;
    // A button that is disabled while it sends is about to lose focus.
    if (!isLost()) places.set(ctx, { element, around: ancestors(element), tasks: [], wasDisabled: element.disabled });
  });

  document.addEventListener('htmx:before:swap', ({ detail: { ctx, tasks } }) => {
    const place = isLost() ? places.get(ctx) : { element: document.activeElement, wasDisabled: false };
    // Somebody who left everything on purpose is not called back.
    if (!place || (isLost() && !place.wasDisabled)) return void places.delete(ctx);
    const { element, wasDisabled } = place;
    const replacing = tasks.filter(({ target }) => target instanceof Element && target.contains(element));
    places.set(ctx, { element, wasDisabled, around: ancestors(element), tasks: replacing });
  });

  document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => bringBack(ctx));
  // What was disabled is enabled right after this event.
  document.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => queueMicrotask(() => bringBack(ctx)));
}

function bringBack(ctx) {
  const place = places.get(ctx);
  if (!place || !isLost()) return;
  const next = place.element.isConnected ? place.wasDisabled && place.element : successor(place);
  if (next && next !== document.body) focusOn(next);
}

const isLost = () => !document.activeElement || document.activeElement === document.body;

function ancestors(element) {
  const parent = element.parentElement;
  return parent ? [parent, ...ancestors(parent)] : [];
}

function successor({ element, tasks, around }) {
  const replacements = tasks.map(({ target }) => target).filter((target) => target.isConnected);
  const same = replacements.map((target) => namesake(element, target)).find(Boolean);
  return same ?? replacements[0] ?? around.find((ancestor) => ancestor.isConnected);
}

/** The same field or button in what came: htmx itself finds it only by its id. */
function namesake({ localName, name, value, type }, target) {
  if (!name) return null;
  const isChoice = ['radio', 'checkbox', 'submit', 'button'].includes(type);
  const selector = `${localName}[name="${CSS.escape(name)}"]${isChoice ? `[value="${CSS.escape(value)}"]` : ''}`;
  return target.matches(selector) ? target : target.querySelector(selector);
}

function focusOn(element) {
  element.focus({ preventScroll: true });
  if (!isLost()) return;
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
}
