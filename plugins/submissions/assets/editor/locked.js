import { Annotation, EditorState, RangeSet, StateField } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, gutterLineClass } from '@codemirror/view';
import { banner } from './banner.js';

/** What puts the given code back may write into locked lines. */
export const givenAgain = Annotation.define();

const lockedLine = Decoration.line({ class: 'cm-locked' });
const lockedNumber = new (class extends GutterMarker {
  elementClass = 'cm-locked';
})();

/**
 * Keeps whole lines as they are, wherever they move to. `lines` are pairs of first and last line; `refused` is called when
 * somebody tried to change one.
 */
export function lockLines(lines, words, refused) {
  const field = StateField.define({
    create: ({ doc }) => lines.filter(([, last]) => last <= doc.lines).map((pair) => charactersOf(doc, pair)),
    update: (ranges, { docChanged, changes }) => (docChanged ? ranges.map((range) => moved(range, changes)) : ranges),
    provide: (self) => [
      EditorView.decorations.from(self, (ranges) => (view) => decorations(view.state.doc, ranges)),
      gutterLineClass.compute([self, 'doc'], (state) => numbers(state.doc, state.field(self))),
      // What changes the height of lines has to be there before they are measured.
      EditorView.decorations.compute([self, 'doc'], (state) => banners(state.doc, state.field(self), words)),
    ],
  });
  const keep = EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || transaction.annotation(givenAgain)) return transaction;
    if (transaction.startState.field(field).every((range) => isKept(range, transaction))) return transaction;
    refused();
    return [];
  });
  return [field, keep];
}

const charactersOf = (doc, [first, last]) => ({ from: doc.line(first).from, to: doc.line(last).to });

const moved = ({ from, to }, changes) => ({ from: changes.mapPos(from, 1), to: changes.mapPos(to, -1) });

/** The same text, and still whole lines: nothing may be written before the first or behind the last of them. */
function isKept(range, { startState, newDoc, changes }) {
  const { from, to } = moved(range, changes);
  if (from > to || newDoc.lineAt(from).from !== from || newDoc.lineAt(to).to !== to) return false;
  return newDoc.sliceString(from, to) === startState.doc.sliceString(range.from, range.to);
}

const linesOf = (doc, { from, to }) => {
  const [first, last] = [doc.lineAt(from).number, doc.lineAt(to).number];
  return Array.from({ length: last - first + 1 }, (_, index) => doc.line(first + index).from);
};

const decorations = (doc, ranges) =>
  Decoration.set(ranges.flatMap((range) => linesOf(doc, range).map((from) => lockedLine.range(from))));

const numbers = (doc, ranges) =>
  RangeSet.of(ranges.flatMap((range) => linesOf(doc, range).map((from) => lockedNumber.range(from))));

const banners = (doc, ranges, { locked, yours }) =>
  Decoration.set(
    ranges.flatMap(({ from, to }) => [
      Decoration.widget({ widget: banner('given', locked), block: true, side: -1 }).range(from),
      ...(to < doc.length
        ? [Decoration.widget({ widget: banner('yours', yours), block: true, side: 1 }).range(to)]
        : []),
    ]),
  );
