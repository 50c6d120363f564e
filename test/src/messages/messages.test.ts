import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { compareLocales } from '#src/messages/compare-locales.ts';
import { loadMessages } from '#src/messages/load-messages.ts';
import { negotiateLocale } from '#src/messages/locale.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
});
afterEach(() => rm(root, { recursive: true }));

async function folder(owner: string, en: object | string, de: object | string = '{}') {
  const made = path.join(root, owner);
  await mkdir(made, { recursive: true });
  for (const [locale, texts] of Object.entries({ en, de })) {
    await writeFile(path.join(made, `${locale}.json`), typeof texts === 'string' ? texts : JSON.stringify(texts));
  }
  return { owner, folder: made };
}

describe('translate', () => {
  it('says the same in both languages, with numbers, plurals and choices of each', async () => {
    const en = {
      files: '{n, plural, one {# file} other {# files}} of {size, number} MB',
      kind: '{kind, select, true {yes} other {no}}',
    };
    const de = {
      files: '{n, plural, one {# Datei} other {# Dateien}} mit {size, number} MB',
      kind: '{kind, select, true {ja} other {nein}}',
    };
    const { translate } = loadMessages([await folder('shop', en, de)]);
    expect(translate('en', 'shop.files', { n: 1, size: 1234.5 })).toBe('1 file of 1,234.5 MB');
    expect(translate('de', 'shop.files', { n: 2, size: 1234.5 })).toBe('2 Dateien mit 1.234,5 MB');
    expect(translate('de', 'shop.kind', { kind: true })).toBe('ja');
    expect(translate('de', 'shop.kind', { kind: false })).toBe('nein');
  });

  it("shows dates in the reader's zone, given as dates or as text", async () => {
    const text = { due: 'due {at, date, long} {at, time, short}' };
    const { translate } = loadMessages([await folder('shop', text, text)]);
    const at = '2026-01-01T03:30:00Z';
    const inNewYork = translate('en', 'shop.due', { at }, 'America/New_York');
    expect(inNewYork.replaceAll('\u202f', ' ')).toBe('due December 31, 2025 10:30 PM');
    expect(translate('de', 'shop.due', { at: new Date(at) }, 'Europe/Berlin')).toBe('due 1. Januar 2026 04:30');
    expect(translate('de', 'shop.due', { at })).toBe('due 1. Januar 2026 03:30');
  });

  it('falls back to English where German is missing', async () => {
    const { translate, has } = loadMessages([await folder('shop', { only: 'English {n, number}' }, {})]);
    expect(translate('de', 'shop.only', { n: 1.5 })).toBe('English 1.5');
    expect(has('shop.only')).toBe(true);
    expect(has('shop.other')).toBe(false);
  });

  it('leaves markup in a message or a parameter what it is: text', async () => {
    const { translate } = loadMessages([await folder('shop', { bold: "<b>{who}</b> isn't {who}" })]);
    expect(translate('en', 'shop.bold', { who: '{x} <i>' })).toBe("<b>{x} <i></b> isn't {x} <i>");
  });

  it('names the key of what cannot be said', async () => {
    const { translate } = loadMessages([await folder('shop', { due: '{who} by {at, date}' })]);
    expect(() => translate('en', 'shop.nothing')).toThrow('No message has the key shop.nothing');
    expect(() => translate('en', 'shop.due', { at: '2026-01-01' })).toThrow('shop.due needs a value for {who}');
    expect(() => translate('en', 'shop.due', { who: 'x', at: 'soon' })).toThrow(
      'shop.due needs a date for {at}, not soon',
    );
  });

  it('asks for no folder that is not there', () => {
    expect(loadMessages([{ owner: 'silent', folder: path.join(root, 'silent') }]).has('silent.a')).toBe(false);
  });
});

describe('the pseudo-locale', () => {
  const pseudo = async (text: string, values = {}) =>
    loadMessages([await folder('shop', { text }, { text })]).translate('en-XA', 'shop.text', values);

  it('lengthens and accents the English text, between brackets', async () => {
    expect(await pseudo('Sign in')).toBe('⟦Šîîǧñ îîñ~⟧');
    expect(await pseudo('Hm. ')).toBe('⟦Ĥɱ.~~ ⟧');
    const long = 'Give one e-mail address, such as name@example.edu, and go on.';
    expect((await pseudo(long)).length - 2).toBe(Math.ceil(long.length * 1.4));
  });

  it('leaves values, numbers, dates, plurals and choices what they are', async () => {
    const text = '{n, plural, one {# file of {who}} other {# files of {who}}} since {at, date, long}';
    expect(await pseudo(text, { n: 2, who: 'Ada', at: '2026-01-02' })).toBe(
      '⟦2 ƒîîļééš ööƒ~ Ada šîîñçéé January 2, 2026⟧',
    );
    expect(await pseudo('{kind, select, true {yes} other {no}}', { kind: true })).toBe('⟦ýééš~⟧');
  });
});

describe('loadMessages', () => {
  it('names file and key of everything that is wrong, at once', async () => {
    const bad = await folder(
      'bad',
      { open: '{n', other: '{n, plural, one {#}}', 'not a key': 'x', fine: 'x' },
      { fine: 'x', extra: 'x' },
    );
    const nested = await folder('nested', { a: { b: 'c' } }, '{ "a" ');
    const empty = path.join(root, 'empty');
    await mkdir(empty);
    const loading = () => loadMessages([bad, nested, { owner: 'empty', folder: empty }]);
    expect(loading).toThrow('bad/en.json: "open" is no ICU message (EXPECT_ARGUMENT_CLOSING_BRACE): {n');
    expect(loading).toThrow('bad/en.json: "other" is no ICU message (MISSING_OTHER_CLAUSE)');
    expect(loading).toThrow('bad/en.json: "not a key" is no key');
    expect(loading).toThrow('bad/de.json: "extra" is not in en.json');
    expect(loading).toThrow('nested/en.json: has to be one flat object');
    expect(loading).toThrow('nested/de.json: SyntaxError');
    expect(loading).toThrow('empty/en.json: Error: ENOENT');
  });
});

describe('compareLocales', () => {
  it('finds missing keys on either side and arguments that differ', async () => {
    const made = await folder(
      'shop',
      { both: '{a} {b}', args: '{n, plural, one {# {who}} other {#}}', onlyEn: 'x' },
      { both: '{b} {a}', args: '{n}', onlyDe: 'x' },
    );
    expect(compareLocales([made]).map((sentence) => sentence.replaceAll(`${root}/`, ''))).toEqual([
      'shop/de.json: "shop.args" has the arguments {n}, but {n, who} in shop/en.json',
      'shop/de.json: "shop.onlyEn" is missing',
      'shop/en.json: "shop.onlyDe" is missing, which shop/de.json has',
    ]);
    expect(compareLocales([await folder('good', { a: '{n}' }, { a: '{n, number}' })])).toEqual([]);
  });
});

describe('negotiateLocale', () => {
  it.each([
    [['de-CH', 'en'], 'de'],
    [['fr', 'de_AT'], 'de'],
    [['EN-us'], 'en'],
    [['fr', '*', '', '-'], 'en'],
    [[], 'en'],
    [['en-XA'], 'en'],
  ])('answers %j with %s', (wanted, locale) => {
    expect(negotiateLocale(wanted)).toBe(locale);
  });
});
