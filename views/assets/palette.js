let chosen = 0;
let found = [];

/** Everything that can be reached from here, by a few letters of its name; false where the page has no palette. */
export function openPalette() {
  const dialog = document.getElementById('palette');
  if (!dialog || document.querySelector('dialog[open]:not(#palette)')) return false;
  if (!dialog.open) dialog.showModal();
  field().value = '';
  search();
  return true;
}

export function listenInPalette() {
  const dialog = document.getElementById('palette');
  if (!dialog) return;
  document.addEventListener('click', ({ target }) => target.closest('[data-open-palette]') && openPalette());
  field().addEventListener('input', search);
  field().addEventListener('keydown', move);
  list().addEventListener('click', ({ target }) => go(target.closest('[role="option"]')));
}

const field = () => document.querySelector('#palette input');
const list = () => document.querySelector('#palette [role="listbox"]');

/** Links of the navigation and whatever a page marks with `data-palette`. */
const places = () => [
  ...document.querySelectorAll('.side a, .site-bar .menu-items :is(a, button), main [data-palette]'),
];

function search() {
  const words = field().value.trim().toLowerCase().split(/\s+/);
  found = places().filter((place) => {
    const name = `${nameOf(place)} ${headingOf(place)}`.toLowerCase();
    return words.every((word) => name.includes(word));
  });
  chosen = 0;
  list().replaceChildren(...found.map(optionOf));
  document.querySelector('#palette [data-none]').hidden = found.length > 0;
  mark();
}

const nameOf = (place) => place.dataset.palette || place.textContent.trim();
const headingOf = (place) => place.closest('ul')?.previousElementSibling?.textContent ?? '';

function optionOf(place, index) {
  const option = document.createElement('li');
  option.id = `palette-${index}`;
  option.setAttribute('role', 'option');
  const icon = place.querySelector('.icon');
  if (icon) option.append(icon.cloneNode(true));
  option.append(nameOf(place));
  const heading = headingOf(place);
  if (heading) option.append(Object.assign(document.createElement('small'), { textContent: heading }));
  return option;
}

function move(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[event.key];
  if (step && found.length > 0) {
    event.preventDefault();
    chosen = (chosen + step + found.length) % found.length;
    mark();
  }
  if (!['Enter', 'Escape'].includes(event.key)) return;
  event.preventDefault();
  // A search field takes the first Escape for itself, to empty itself.
  if (event.key === 'Escape') document.getElementById('palette').close();
  else go(list().children[chosen]);
}

function mark() {
  for (const [index, option] of [...list().children].entries()) {
    option.setAttribute('aria-selected', String(index === chosen));
    if (index === chosen) option.scrollIntoView({ block: 'nearest' });
  }
  if (found.length > 0) field().setAttribute('aria-activedescendant', `palette-${chosen}`);
  else field().removeAttribute('aria-activedescendant');
}

function go(option) {
  const place = found[[...list().children].indexOf(option)];
  if (!place) return;
  document.getElementById('palette').close();
  place.click();
}
