import { StreamLanguage } from '@codemirror/language';

const stream = (load, name) => async () => StreamLanguage.define((await load())[name]);
const clike = (name) => stream(() => import('@codemirror/legacy-modes/mode/clike'), name);

/** By the names that judges give them; each is fetched when somebody chooses it. */
const known = {
  python: async () => (await import('@codemirror/lang-python')).python(),
  javascript: async () => (await import('@codemirror/lang-javascript')).javascript(),
  typescript: async () => (await import('@codemirror/lang-javascript')).javascript({ typescript: true }),
  java: async () => (await import('@codemirror/lang-java')).java(),
  c: async () => (await import('@codemirror/lang-cpp')).cpp(),
  cpp: async () => (await import('@codemirror/lang-cpp')).cpp(),
  'c++': async () => (await import('@codemirror/lang-cpp')).cpp(),
  go: async () => (await import('@codemirror/lang-go')).go(),
  rust: async () => (await import('@codemirror/lang-rust')).rust(),
  csharp: clike('csharp'),
  kotlin: clike('kotlin'),
  scala: clike('scala'),
  ruby: stream(() => import('@codemirror/legacy-modes/mode/ruby'), 'ruby'),
  shell: stream(() => import('@codemirror/legacy-modes/mode/shell'), 'shell'),
  haskell: stream(() => import('@codemirror/legacy-modes/mode/haskell'), 'haskell'),
  lua: stream(() => import('@codemirror/legacy-modes/mode/lua'), 'lua'),
  html: stream(() => import('@codemirror/legacy-modes/mode/xml'), 'html'),
  css: stream(() => import('@codemirror/legacy-modes/mode/css'), 'css'),
  r: stream(() => import('@codemirror/legacy-modes/mode/r'), 'r'),
};

/** Resolves to nothing for a language without colours, and where they cannot be fetched: the code is written all the same. */
export async function languageSupport(name) {
  return Object.hasOwn(known, name) ? known[name]().catch(() => []) : [];
}

/** Four spaces where the language's own guide says so, two elsewhere. */
export const indentOf = (name) => ' '.repeat(['javascript', 'typescript', 'ruby', 'lua', 'r'].includes(name) ? 2 : 4);
