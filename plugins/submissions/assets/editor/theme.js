import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The tokens of the page: light, dark and high contrast come with them, and so does what is changed while one writes. */
const surface = EditorView.theme({
  '&': { blockSize: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: 'var(--t-s)' },
  '&.cm-focused': { outline: 'none' },
  // Above the numbers and the lines, which would cover an outline.
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    zIndex: '300',
    border: '2px solid var(--focus)',
    pointerEvents: 'none',
  },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', fontVariantLigatures: 'none' },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: 'var(--s1)' },
  '.cm-cursor, .cm-dropCursor': { borderInlineStartColor: 'var(--ink)', borderInlineStartWidth: '2px' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'color-mix(in oklab, var(--accent) 26%, transparent)',
  },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-soft)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': { minInlineSize: '2.5rem', paddingInline: 'var(--s1) var(--s2)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in oklab, var(--accent) 9%, transparent)' },
  '.cm-activeLineGutter': { color: 'var(--ink)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--accent-line)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--fail-soft)', outline: '1px solid var(--fail)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn-line)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--accent-soft)', outline: '2px solid var(--accent)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--hover)' },
  '.cm-foldPlaceholder': {
    background: 'var(--hover)',
    color: 'var(--ink-soft)',
    border: '1px solid var(--line-field)',
  },
});

const overlays = EditorView.theme({
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-panel.cm-search': { padding: 'var(--s2)', fontFamily: 'var(--sans)', fontSize: 'var(--t-s)' },
  '.cm-panel.cm-search [name=close]': { inset: 'var(--s1) var(--s1) auto auto', color: 'var(--ink)' },
  '.cm-textfield': { backgroundColor: 'var(--surface)', border: '1px solid var(--line-field)', fontSize: 'inherit' },
  '.cm-button': { backgroundColor: 'var(--raised)', backgroundImage: 'none', fontSize: 'inherit' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', border: '1px solid var(--line-field)', color: 'var(--ink)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--accent)', color: 'var(--on-accent)' },
});

const words = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.typeName, tags.bool, tags.null, tags.self], color: 'var(--code-key)' },
  { tag: [tags.string, tags.regexp, tags.character], color: 'var(--code-str)' },
  { tag: [tags.number, tags.atom, tags.escape], color: 'var(--code-num)' },
  {
    tag: [tags.function(tags.variableName), tags.definition(tags.variableName), tags.className],
    color: 'var(--code-fn)',
  },
  { tag: [tags.comment, tags.meta], color: 'var(--code-note)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--fail)' },
]);

export const theme = [surface, overlays, syntaxHighlighting(words)];
