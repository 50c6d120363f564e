import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadMessages } from '#src/messages/load-messages.ts';
import { formFields } from '#src/http/form-fields.ts';
import { emptyForm } from '#src/http/route.ts';
import { loadViews, view, type Views } from '#src/views.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../../support/app.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const refused = {
  values: { email: 'a"b', password: 'secret', role: 'admin', tests: ['a', 'b'] },
  problems: { email: 'Give one e-mail address.', open: 'Confirm this.' },
  message: 'Please check this.',
  stale: null,
};

const templates: Record<string, string> = {
  email: "{{field form 'email' label='E-mail' type='email' hint='Of work' required=true autocomplete='username'}}",
  password: "{{field form 'password' label='Password' type='password' required=true}}",
  until: "{{field form 'until' label='Until' type='datetime-local'}}",
  text: "{{textarea form 'email' label='Text' rows=4}}",
  role: "{{select form 'role' label='Role' options=options}}",
  radios: "{{radios form 'role' label='Role' options=options required=true}}",
  boxes: "{{checkboxes form 'tests' label='Tests' options=options}}",
  tick: "{{checkbox form 'open' label='Open'}}",
  time: '{{time form.values.until}}',
};

let views: Views;
beforeAll(() => {
  mkdirSync(path.join(folder, 'shop/views'), { recursive: true });
  for (const [name, source] of Object.entries(templates))
    writeFileSync(path.join(folder, `shop/views/${name}.hbs`), source);
  const messages = loadMessages([{ owner: 'kernel', folder: path.join(root, 'src/locales') }]);
  views = loadViews(
    '/',
    [
      { owner: 'kernel', folder: path.join(root, 'views').slice(1) },
      { owner: 'shop', folder: path.join(folder, 'shop/views').slice(1) },
    ],
    messages,
  );
});

const options = [
  { value: 'admin', label: 'Administrator' },
  { value: 'a', label: '<A>' },
];
const draw = (name: string, form: unknown, locale: 'en' | 'de' = 'en') =>
  views.render(view(`shop/${name}`, z.unknown()), { form, options }, { locale, timeZone: 'Europe/Berlin' });

describe('a field', () => {
  it('belongs to its label, its hint and its problem', () => {
    const drawn = draw('email', formFields(refused));
    expect(drawn).toContain('<label for="email">E-mail</label>');
    expect(drawn).toContain('aria-describedby="email-hint email-problem" aria-invalid="true"');
    expect(drawn).toContain('id="email-hint">Of work<');
    expect(drawn).toMatch(/id="email-problem">[^]*Give one e-mail address\./);
    expect(drawn).toContain('value="a&quot;b"');
    expect(drawn).toContain(' required');
  });

  it('says in words that it is optional, in the language of the reader', () => {
    expect(draw('until', formFields(emptyForm), 'de')).toContain('<small>(freiwillig)</small>');
    expect(draw('email', formFields(emptyForm))).not.toContain('(optional)');
  });

  it('never draws a password again', () => {
    expect(draw('password', formFields(refused))).not.toContain('secret');
  });

  it("shows an instant in the reader's zone, and what was typed as it was typed", () => {
    const standing = { until: new Date('2026-07-01T22:30:00Z') };
    expect(draw('until', formFields(emptyForm, standing))).toContain('value="2026-07-02T00:30"');
    const typed = { ...refused, values: { until: '2026-07-02T25:00' } };
    expect(draw('until', formFields(typed))).toContain('value="2026-07-02T25:00"');
    expect(draw('time', { values: { until: '2026-07-01T22:30:00Z' } }, 'de')).toBe(
      '<time datetime="2026-07-01T22:30:00.000Z">02.07.2026, 00:30</time>',
    );
  });

  it('keeps the first line of a text, empty or not', () => {
    const form = formFields({ ...refused, values: { email: '\n<b>' } });
    expect(draw('text', form)).toContain('>\n\n&lt;b&gt;</textarea>');
  });
});

describe('choices', () => {
  it('are chosen as they were', () => {
    expect(draw('role', formFields(refused))).toContain('<option value="admin" selected>Administrator</option>');
    expect(draw('radios', formFields(refused))).toContain('value="admin" checked required');
    const boxes = draw('boxes', formFields(refused));
    expect(boxes).toContain('type="checkbox" value="a" checked>');
    expect(boxes).toContain('&lt;A&gt;');
    expect(boxes).not.toContain('required');
  });

  it('that were taken away stay so when the form comes back', () => {
    expect(draw('tick', formFields(emptyForm, { open: true }))).toContain(' checked');
    expect(draw('tick', formFields(refused, { open: true }))).not.toContain(' checked');
  });
});

it('names a template that means a property and would call a helper', () => {
  mkdirSync(path.join(folder, 'bad'), { recursive: true });
  writeFileSync(path.join(folder, 'bad/page.hbs'), "{{field}}{{icon 'no-such-icon'}}");
  const messages = loadMessages([{ owner: 'kernel', folder: path.join(root, 'src/locales') }]);
  expect(() => loadViews(folder, [{ owner: 'bad', folder: 'bad' }], messages)).toThrow(
    /\{\{field\}\} calls the helper[^]*no icon is called no-such-icon/,
  );
});
