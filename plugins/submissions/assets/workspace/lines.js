import { compilerLines } from './compiler-lines.js';
import { editorOf, textareasOf } from './files.js';
import { wordsOf } from './say.js';

/** Results name lines (`data-line`, of the file `data-file`, with what is wrong there); the code shows them, and they lead there. */
export function showLines(workspace) {
  workspace.addEventListener('workspace:open', () => markAll(workspace, true));
  document.addEventListener('htmx:after:swap', () => markAll(workspace, false));
  workspace.addEventListener('click', (event) => {
    const link = event.target.closest('[data-line]');
    if (!link) return;
    event.preventDefault();
    goTo(workspace, placeOf(link));
  });
}

const placeOf = ({ dataset }) => ({ file: dataset.file ?? null, line: Number(dataset.line), text: dataset.message });

const fileOf = (workspace, { file }) => {
  const all = textareasOf(workspace);
  return all.find((textarea) => textarea.dataset.path === file) ?? all[0];
};

/** What was marked last: what somebody has changed since is not marked again before there are other results. */
const marked = new WeakMap();

function markAll(workspace, isRedrawn) {
  const results = workspace.querySelector('#results');
  for (const words of results.querySelectorAll('span[data-line]')) words.replaceWith(linked(words));
  const isOfThisCode = results.dataset.of === workspace.querySelector('form.work').dataset.language;
  const named = [...results.querySelectorAll('[data-line]')].map(placeOf);
  const places = isOfThisCode ? unique([...compilerLines(results), ...named]) : [];
  const seen = JSON.stringify(places);
  if ((marked.get(workspace) ?? '[]') === seen && (!isRedrawn || places.length === 0)) return;
  marked.set(workspace, seen);
  for (const textarea of textareasOf(workspace))
    editorOf(textarea)?.mark(places.filter((place) => fileOf(workspace, place) === textarea));
  list(workspace, places);
}

/** One message for a line: where ten tests fail in it, the first says it. */
const unique = (places) =>
  places.filter(
    (place, index) => index === places.findIndex(({ line, file }) => line === place.line && file === place.file),
  );

/** The same below the code, for those who do not see the marks. */
function list(workspace, places) {
  const element = workspace.querySelector('.marked-lines');
  if (!element) return;
  element.hidden = places.length === 0;
  element.querySelector('ul').replaceChildren(...places.map((place) => item(workspace, place)));
}

/** Where the code is on the same page, what names a line leads there. */
function linked({ dataset, textContent }) {
  const link = document.createElement('a');
  link.href = '#work';
  Object.assign(link.dataset, dataset);
  link.textContent = textContent;
  return link;
}

function item(workspace, { file, line, text }) {
  const dataset = { line, ...(file && { file }) };
  const link = linked({ dataset, textContent: `${wordsOf(workspace, 'line')} ${line}` });
  const entry = document.createElement('li');
  entry.append(link, ` ${text}`);
  return entry;
}

function goTo(workspace, place) {
  const view = workspace.querySelector('#view-code');
  if (view) view.checked = true;
  const textarea = fileOf(workspace, place);
  textarea.closest('.file').dispatchEvent(new CustomEvent('workspace:show'));
  const editor = editorOf(textarea);
  if (editor) editor.goTo(place.line);
  else select(textarea, place.line);
}

function select(textarea, line) {
  const before = textarea.value.split('\n').slice(0, line - 1);
  const from = before.reduce((sum, text) => sum + text.length + 1, 0);
  textarea.focus();
  textarea.setSelectionRange(from, from + (textarea.value.split('\n')[line - 1]?.length ?? 0));
}
