import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { loadMessages } from '#src/messages/load-messages.ts';
import { loadViews, SafeHtml, view } from '#src/views.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
});
afterEach(() => rm(root, { recursive: true }));

/** Views of a shop, from their files' names and contents. */
async function shop(files: Record<string, string>) {
  const texts = { hello: 'Hello {who}', due: '{at, time, short}', plain: 'Fish & chips' };
  await mkdir(path.join(root, 'locales'), { recursive: true });
  for (const locale of ['en', 'de'])
    await writeFile(path.join(root, 'locales', `${locale}.json`), JSON.stringify(texts));
  for (const [file, source] of Object.entries(files)) {
    const at = path.join(root, 'views', file);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, source);
  }
  const messages = loadMessages([{ owner: 'shop', folder: path.join(root, 'locales') }]);
  return loadViews(root, [{ owner: 'shop', folder: 'views' }], messages);
}

const page = view('shop/page', z.object({ who: z.unknown() }));
const english = { locale: 'en', timeZone: 'UTC' } as const;
const draw = async (source: string, who: unknown, others: Record<string, string> = {}) =>
  (await shop({ 'page.hbs': source, ...others })).render(page, { who }, english);

describe('render', () => {
  it('escapes every value, those in messages too', async () => {
    const drawn = await draw(
      `{{who}}|{{t 'shop.hello' who=who}}|{{t 'shop.plain'}}|<a title="{{who}}">`,
      '<b onclick="x">',
    );
    const escaped = '&lt;b onclick&#x3D;&quot;x&quot;&gt;';
    expect(drawn).toBe(`${escaped}|Hello ${escaped}|Fish &amp; chips|<a title="${escaped}">`);
  });

  it('leaves SafeHtml as it is, but not in a message', async () => {
    expect(await draw(`{{who}}|{{t 'shop.hello' who=who}}`, new SafeHtml('<b>'))).toBe('<b>|Hello &lt;b&gt;');
  });

  it('draws every template also as a partial, with blocks inside it', async () => {
    const parts = { 'parts/box.hbs': '<div>{{> @partial-block}}</div>', 'parts/name.hbs': '[{{who}}]' };
    expect(await draw('{{#> shop/parts/box}}{{> shop/parts/name}}{{/shop/parts/box}}', 'A', parts)).toBe(
      '<div>[A]</div>',
    );
  });

  it("uses the reader's language and zone in every part", async () => {
    const views = await shop({ 'page.hbs': '{{> shop/part}}', 'part.hbs': "{{@locale}} {{t 'shop.due' at=who}}" });
    const reader = { locale: 'de', timeZone: 'Europe/Berlin' } as const;
    expect(views.render(page, { who: '2026-01-01T12:00:00Z' }, reader)).toBe('de 13:00');
  });

  it('draws what is the same on every page once for each language, and shows it no data', async () => {
    const views = await shop({
      'page.hbs': `{{#oncePerLanguage 'part'}}{{newKey}} {{t 'shop.plain'}}{{/oncePerLanguage}}`,
      'curious.hbs': `{{#oncePerLanguage 'curious'}}{{who}}{{/oncePerLanguage}}`,
    });
    const drawn = (locale: 'en' | 'de') => views.render(page, { who: 'Ada' }, { locale, timeZone: 'UTC' });
    expect(drawn('en')).toBe(drawn('en'));
    expect(drawn('en')).not.toBe(drawn('de'));
    const curious = view('shop/curious', z.object({ who: z.string() }));
    expect(() => views.render(curious, { who: 'Ada' }, english)).toThrow('"who" not defined');
  });

  it('escapes nothing in plain text', async () => {
    const views = await shop({
      'page.text.hbs': "{{who}} {{t 'shop.hello' who=who}} {{> shop/part.text}}",
      'part.text.hbs': '{{who}}',
    });
    expect(views.render(view('shop/page.text', page.schema), { who: '<&>' }, english)).toBe('<&> Hello <&> <&>');
  });

  it('compares', async () => {
    expect(await draw("{{#if (eq who 'a')}}yes{{else}}no{{/if}}", 'a')).toBe('yes');
    expect(await draw("{{#if (eq who 'a')}}yes{{else}}no{{/if}}", 'b')).toBe('no');
  });

  it('throws for a property that the data do not have, and for a view that is not there', async () => {
    await expect(draw('{{whom}}', 'A')).rejects.toThrow('"whom" not defined');
    const views = await shop({ 'page.hbs': '' });
    expect(() => views.render(view('shop/gone', z.object({})), {}, english)).toThrow('no view shop/gone');
  });
});

describe('loadViews', () => {
  it.each([
    ['{{{who}}}', 'views/page.hbs:1: draws without escaping'],
    ['\n{{#if who}}{{&who}}{{/if}}', 'views/page.hbs:2: draws without escaping'],
    ['{{> shop/gone}}', 'views/page.hbs:1: there is no partial shop/gone'],
    ['{{#> shop/gone}}x{{/shop/gone}}', 'views/page.hbs:1: there is no partial shop/gone'],
    ["{{t 'shop.gone'}}", 'views/page.hbs:1: no message has the key shop.gone'],
    ["{{#if (eq (t 'shop.gone') who)}}x{{/if}}", 'no message has the key shop.gone'],
    ["{{date who format='x'}}", 'there is no helper date'],
    ['{{#repeat 3}}x{{/repeat}}', 'there is no helper repeat'],
    ['{{#if (gt who 3)}}x{{/if}}', 'there is no helper gt'],
    ['{{#if who}}', 'views/page.hbs: Parse error on line 1'],
  ])('refuses %j', async (source, sentence) => {
    await expect(draw(source, 'A')).rejects.toThrow(sentence);
  });
});
