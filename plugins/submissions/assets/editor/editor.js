import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import {
  crosshairCursor,
  drawSelection,
  dropCursor,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from '@codemirror/view';
import { adoptStyles } from './adopt-styles.js';
import { indentOf, languageSupport } from './languages.js';
import { givenAgain, lockLines } from './locked.js';
import { marks, setMarks } from './marks.js';
import { theme } from './theme.js';
import { typeOver } from './type-over.js';

adoptStyles();

/**
 * Puts an editor in front of a text area, which goes on holding the text: forms send it, and nobody else has to know. Who types there
 * already goes on typing here. Its colours come behind it.
 */
export function openEditor(textarea, { language, locked, words, phrases, refused }) {
  const colours = new Compartment();
  const { selectionStart: anchor, selectionEnd: head, scrollTop } = textarea;
  const isTypedIn = document.activeElement === textarea;
  const view = new EditorView({
    doc: textarea.value,
    selection: { anchor, head },
    extensions: [
      ...comforts,
      theme,
      colours.of([]),
      indentUnit.of(indentOf(language)),
      EditorState.phrases.of(phrases),
      EditorState.readOnly.of(textarea.readOnly),
      EditorView.contentAttributes.of(namesOf(textarea, language)),
      EditorView.updateListener.of((update) => update.docChanged && hand(textarea, update.state.doc.toString())),
      lockLines(locked, words, refused),
      marks,
    ],
  });
  textarea.hidden = true;
  textarea.after(view.dom);
  view.scrollDOM.scrollTop = scrollTop;
  if (isTypedIn) view.focus();
  void languageSupport(language).then((support) => view.dispatch({ effects: colours.reconfigure(support) }));
  return operations(view, textarea);
}

const comforts = [
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  codeFolding(),
  foldGutter(),
  drawSelection(),
  dropCursor(),
  EditorState.allowMultipleSelections.of(true),
  EditorView.lineWrapping,
  indentOnInput(),
  bracketMatching(),
  typeOver,
  closeBrackets(),
  autocompletion(),
  rectangularSelection(),
  crosshairCursor(),
  highlightSelectionMatches(),
  search({ top: true }),
  keymap.of([
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    indentWithTab,
  ]),
];

function namesOf(textarea, language) {
  const described = textarea.getAttribute('aria-describedby');
  return {
    'aria-label': textarea.dataset.label,
    'data-language': language,
    spellcheck: 'false',
    ...(described ? { 'aria-describedby': described } : {}),
  };
}

function hand(textarea, text) {
  textarea.value = text;
  textarea.dispatchEvent(new Event('input', { bubbles: true }));
}

const operations = (view, textarea) => ({
  focus: () => view.focus(),
  mark: (list) => setMarks(view, list),
  goTo(number) {
    const { from } = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
    view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    view.focus();
  },
  /** One step, so that undoing brings everything back. */
  replace(text) {
    const changes = { from: 0, to: view.state.doc.length, insert: text };
    view.dispatch({ changes, annotations: givenAgain.of(true) });
  },
  close() {
    view.destroy();
    textarea.hidden = false;
  },
});
