import { EditorView } from '@codemirror/view';

/**
 * What is typed over a selection goes into the state at once. Chromium would first write it into the page itself, with the colour
 * of what it replaces in a `style` attribute, which our Content-Security-Policy refuses and reports.
 */
export const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    const { inputType, data: text, isComposing, cancelable } = event;
    if (inputType !== 'insertText' || !text || isComposing || !cancelable || state.readOnly) return false;
    const { from, to, empty } = state.selection.main;
    if (empty) return false;
    const plain = () => state.update(state.replaceSelection(text), { userEvent: 'input.type', scrollIntoView: true });
    const isHandled = state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, plain));
    if (!isHandled) view.dispatch(plain());
    event.preventDefault();
    return true;
  },
});
