import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';
import { banner } from './banner.js';

const marked = StateEffect.define();
const badLine = Decoration.line({ class: 'cm-bad' });

/** Lines to which a message belongs; they move with the text, and go when their line is changed or a new result is there. */
export const marks = StateField.define({
  create: () => Decoration.none,
  update(drawn, transaction) {
    const set = transaction.effects.find((effect) => effect.is(marked));
    if (set) return drawMarks(transaction.newDoc, set.value);
    if (!transaction.docChanged) return drawn;
    const touched = [];
    transaction.changes.iterChangedRanges((_fromA, _toA, from, to) => touched.push([from, to]));
    const isTouched = (at) => {
      const line = transaction.newDoc.lineAt(at);
      return touched.some(([from, to]) => from <= line.to && to >= line.from);
    };
    return drawn.map(transaction.changes).update({ filter: (from) => !isTouched(from) });
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** `[{ line, text }]`, lines from 1; what lies behind the end is left out. */
export const setMarks = (view, list) => view.dispatch({ effects: marked.of(list) });

const drawMarks = (doc, list) =>
  Decoration.set(
    list
      .filter(({ line }) => line >= 1 && line <= doc.lines)
      .flatMap(({ line, text }) => [
        badLine.range(doc.line(line).from),
        Decoration.widget({ widget: banner('remark', text), block: true, side: 1 }).range(doc.line(line).to),
      ]),
    true,
  );
