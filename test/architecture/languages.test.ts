import { describe, expect, it } from '@jest/globals';
import { checkLiteralText } from './check-literal-text.ts';
import { checkMessageKeys } from './check-message-keys.ts';

const template = (text: string, path = 'plugins/rooms/views/room.hbs') => checkLiteralText([{ path, text }]);
const writes = (line: number, text: string, path = 'plugins/rooms/views/room.hbs') =>
  `${path}:${line} writes "${text}" by itself. Give it a key in en.json and de.json and draw it with {{t '…'}}, or mark a code example with translate="no".`;

describe('literal text in a template', () => {
  it.each([
    ['between tags', '<p>\n{{name}} is\nfull</p>', writes(2, '￼ is full')],
    ['in a branch of a block', '{{#if a}}{{b}}{{else}}\n<b>None</b>{{/if}}', writes(2, 'None')],
    ['in a block inside an attribute', `<a title="{{#if a}}Open{{else}}{{t 'x'}}{{/if}}">`, writes(1, 'Open￼')],
    ['in a label for whoever hears the page', `<nav aria-label='Main'>`, writes(1, 'Main')],
    ['in a placeholder', '<input\nplaceholder="Your name">', writes(2, 'Your name')],
    ['in an alternative text', '<img src="/a.png" alt="A room">', writes(1, 'A room')],
    ['on a button of a form', '<input type="submit" value="Send">', writes(1, 'Send')],
    ['in the description of a page', '<meta name="description" content="Rooms">', writes(1, 'Rooms')],
    ['in the title of a page', '<title>Rooms · Assay</title>', writes(1, 'Rooms · Assay')],
    ['given to a helper', `{{field form 'name' label='Name'}}`, writes(1, 'Name')],
    ['given to a partial', `{{#> kernel/parts/card title='Rooms'}}{{/kernel/parts/card}}`, writes(1, 'Rooms')],
    ['given to a helper inside another', `{{a (b hint='Why')}}`, writes(1, 'Why')],
    ['drawn as a value', `{{'Rooms'}}`, writes(1, 'Rooms')],
    ['after a code example', '<code translate="no">if</code> then', writes(1, 'then')],
  ])('is found %s', (_where, text, sentence) => {
    expect(template(text)).toEqual([sentence]);
  });

  it('is found in a plain text', () => {
    const path = 'views/mail/room.text.hbs';
    expect(template(`{{t 'a'}}\nBye\n`, path)).toEqual([writes(2, '￼ Bye', path)]);
  });

  it.each([
    [
      'a text of the languages',
      `<p title="{{t 'a'}}">{{t 'b' who=name}}: {{name}} — 1/2 &nbsp;&middot; Assay</p><input placeholder="https://">`,
    ],
    ['markup', '<a class="skip wide" href="#main" data-kind="fail"{{#if a}} hidden{{/if}}>{{t \'a\'}}</a>'],
    ['values of a form', '<input type="hidden" name="kind" value="room"><option value="open">{{a}}</option>'],
    ['a code example', '<pre translate="no">let a = <b>1</b>;\n<pre>x</pre> y</pre>'],
    ['style and comments', '<style>body { margin: 0 }</style><!-- why -->{{!-- why --}}<!doctype html>'],
    ['words that no reader sees', `{{> kernel/parts/badge kind='ok' text=(t 'a')}}{{icon 'house' title=name}}`],
  ])('is not %s', (_what, text) => {
    expect(template(text)).toEqual([]);
  });
});

describe('literal text in a script', () => {
  const script = (text: string) => checkLiteralText([{ path: 'views/assets/a.js', text }]);

  it.each([
    ["say('That did not work.');", 'That did not work.'],
    ['b.title = `Open ${name}`;', 'Open'],
    ["const words = { a: 'Try again' };", 'Try again'],
    ["show(ok ? '' : 'wait…')", 'wait…'],
  ])('is found in %s', (text, shown) => {
    expect(script(text)).toEqual([
      `views/assets/a.js:1 holds the text "${shown}". Let the page bring it in a <template> or an attribute, drawn with {{t '…'}}.`,
    ]);
  });

  it.each([
    "import a from './a.js'; 'use strict';",
    "document.querySelector('.notice template[data-a]').className = 'notice fail';",
    "addEventListener('htmx:config:request', (event) => event.key === 'Escape');",
    "throw new TypeError('There is no such element.');",
  ])('is not in %s', (text) => {
    expect(script(text)).toEqual([]);
  });
});

describe('keys of texts', () => {
  const en = (keys: readonly string[]) => ({
    path: 'plugins/rooms/locales/en.json',
    text: JSON.stringify(Object.fromEntries(keys.map((key) => [key, 'x']))),
  });
  const code = (text: string) => ({ path: 'plugins/rooms/room.ts', text });
  const hbs = (text: string) => ({ path: 'plugins/rooms/views/room.hbs', text });
  const missing = (at: string, key: string) =>
    `${at} names the text ${key}, which no en.json has. Add it to en.json and de.json of its owner.`;
  const unused = (key: string) =>
    `plugins/rooms/locales/en.json holds ${key}, which nothing names. Take it out of en.json and de.json, or use it.`;

  it.each([
    ["throw new DomainError('invalid', 'rooms.full');", 'rooms.full'],
    ["\nthrow invalid({ field: 'a', key: 'rooms.full' });", 'rooms.full', 2],
    ["redirect('/', { said: isNew ? 'rooms.made' : 'rooms.error.full' });", 'rooms.error.full', 1, ['made']],
    ["const words = ['rooms.error.full'] as const;", 'rooms.error.full'],
    ["messages.translate(locale, 'rooms.full')", 'rooms.full'],
    ["z.string().min(1, 'rooms.error.name')", 'rooms.error.name'],
    ["defineMail({ name: 'rooms.bookedRoom', data })", 'rooms.mail.bookedRoom.subject'],
  ])('are missed that code names: %s', (text, key, line = 1, known = []) => {
    expect(checkMessageKeys([en(known), code(text)])).toEqual([missing(`plugins/rooms/room.ts:${line}`, key)]);
  });

  it('are missed that a template names', () => {
    expect(checkMessageKeys([en([]), hbs("<a>\n{{t 'rooms.a'}}{{field f 'b' label=(t 'rooms.b')}}")])).toEqual([
      missing('plugins/rooms/views/room.hbs:2', 'rooms.a'),
      missing('plugins/rooms/views/room.hbs:2', 'rooms.b'),
    ]);
  });

  it.each([
    "defineJob({ name: 'rooms.bookRoom' }); extensionPoint('rooms.roomKind'); defineEvent('room.booked.twice')",
    "import a from './rooms.a.ts'; throw new Error('rooms.error.full');",
    "type A = 'rooms.error.full'; view('rooms/room');",
  ])('are not %s', (text) => {
    expect(checkMessageKeys([en([]), code(text)])).toEqual([]);
  });

  it('are found that nothing names, though a test or another language may', () => {
    const elsewhere = [
      { path: 'test/rooms.test.ts', text: "const key = 'rooms.old';" },
      { path: 'plugins/rooms/locales/de.json', text: '{ "old": "x" }' },
    ];
    expect(checkMessageKeys([en(['a', 'old']), hbs("{{t 'rooms.a'}}"), ...elsewhere])).toEqual([unused('rooms.old')]);
  });

  it.each([
    ['from a kind that is written somewhere', 'kind.', 'export const keyOf = (kind: string) => `rooms.kind.${kind}`;'],
    [
      'from an owner and a word',
      'kind.',
      'export const keyOf = (owner: string, kind: string) => `${owner}.kind.${kind}`;',
    ],
  ])('may be put together %s', (_how, before, making) => {
    const kinds = { path: 'plugins/rooms/kinds.ts', text: "export const kinds = ['small']; const of = { large: 1 };" };
    const keys = en(['small', 'large', 'round'].map((kind) => `${before}${kind}`));
    expect(checkMessageKeys([keys, code(making), kinds])).toEqual([unused('rooms.kind.round')]);
    expect(checkMessageKeys([en(['kind.small']), code('const a = `${b}.${c}`;'), kinds])).toEqual([
      unused('rooms.kind.small'),
    ]);
  });

  it('may be put together by a template, and from another key', () => {
    const roles = code("const roles = ['owner']; const hintOf = (key: string) => `${key}.hint`;");
    const keys = en(['role.owner', 'role.owner.hint', 'role.guest', 'role.guest.hint']);
    expect(checkMessageKeys([keys, roles, hbs("{{t (key 'rooms.role' this)}}")])).toEqual([
      unused('rooms.role.guest'),
      unused('rooms.role.guest.hint'),
    ]);
  });
});
