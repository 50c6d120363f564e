import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { fieldProblems } from '#src/http/input/field-problems.ts';
import { loadMessages } from '#src/messages/load-messages.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const messages = loadMessages([{ owner: 'kernel', folder: path.join(root, 'src/locales') }]);

const problemsOf = (schema: z.ZodType, input: unknown) => {
  const { error } = schema.safeParse(input);
  return error ? fieldProblems(error, input) : [];
};
const said = (schema: z.ZodType, input: unknown) =>
  problemsOf(schema, input).map(({ field, key, parameters }) => {
    messages.translate('de', key, parameters);
    return `${field}: ${messages.translate('en', key, parameters)}`.replaceAll('\u202f', ' ');
  });

describe('fieldProblems', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['a missing text', z.string(), undefined, 'This is needed.'],
    ['a missing choice', z.enum(['a', 'b']), undefined, 'This is needed.'],
    ['a missing union', z.union([z.string(), z.number()]), undefined, 'This is needed.'],
    ['null', z.string(), null, 'This is needed.'],
    ['an empty text', z.string().min(1), '', 'This is needed.'],
    ['a wrong kind: text', z.string(), 1, 'Give one text.'],
    ['a wrong kind: number', z.number(), '1,5', 'Give a number, with a point before decimals, such as 12.5.'],
    ['a number beyond all', z.number(), Infinity, 'Give a number, with a point before decimals, such as 12.5.'],
    ['a fraction', z.int(), 1.5, 'Give a whole number, such as 12.'],
    ['a wrong kind: boolean', z.boolean(), 'perhaps', 'Give true or false.'],
    ['a wrong kind: list', z.array(z.string()), 'x', 'Give a list.'],
    ['a wrong kind: object', z.object({}), 'x', 'Give a group of named fields.'],
    ['a wrong kind: date', z.date(), 'x', 'Give a date and time, such as 2026-11-21T14:30:00Z.'],
    ['a wrong kind: other', z.symbol(), 'x', 'Give a value of another kind.'],
    ['nothing allowed', z.never(), 1, 'There is no such field. Leave it out.'],
    ['a short text', z.string().min(3), 'x', 'Write at least 3 characters.'],
    ['a long text', z.string().max(1), 'xy', 'Write at most 1 character.'],
    ['a text of another length', z.string().length(3), 'x', 'Write 3 characters.'],
    ['a short list', z.array(z.string()).min(2), [], 'Give at least 2 entries.'],
    ['a long list', z.array(z.string()).max(1), ['a', 'b'], 'Give at most 1 entry.'],
    ['a list of another length', z.array(z.string()).length(2), [], 'Give 2 entries.'],
    ['a small set', z.set(z.string()).min(1), new Set(), 'Give at least 1 entry.'],
    ['a small number', z.number().min(0.0001), 0, 'Give a number of at least 0.0001.'],
    ['a number at its limit', z.number().gt(3), 3, 'Give a number greater than 3.'],
    ['a large number', z.number().max(1000), 1001, 'Give a number of at most 1,000.'],
    ['a number at its upper limit', z.number().lt(3), 3, 'Give a number less than 3.'],
    ['a whole number beyond what is safe', z.int(), 2 ** 53, 'Give a number of at most 9,007,199,254,740,991.'],
    ['a large bigint', z.bigint().max(3n), 4n, 'Give a number of at most 3.'],
    [
      'an early date',
      z.date().min(new Date('2026-01-01T10:00Z')),
      new Date(0),
      'Give a time not before January 1, 2026, 10:00 AM.',
    ],
    ['a late date', z.date().max(new Date(0)), new Date(), 'Give a time not after January 1, 1970, 12:00 AM.'],
    ['a small file', z.file().min(3), new File([], 'x'), 'Choose a file of at least 3 bytes.'],
    ['a large file', z.file().max(1), new File(['xy'], 'x'), 'Choose a file of at most 1 byte.'],
    ['a step', z.number().multipleOf(0.5), 0.3, 'Give a multiple of 0.5.'],
    ['no choice', z.enum(['a', 'b']), 'c', 'Choose one of: a, b.'],
    [
      'none of many choices',
      z.literal(Array.from({ length: 30 }, (_, n) => n)),
      31,
      'Choose one of the values that are offered.',
    ],
    ['no consent', z.literal(true), false, 'Confirm this to go on.'],
    ['no e-mail address', z.email(), 'x', 'Give one e-mail address, such as name@example.edu.'],
    ['no address', z.url(), 'x', 'Give a web address, such as https://example.edu/page.'],
    ['no id', z.uuid(), 'x', 'Give an id, such as 0190b6c4-5b1e-7c3a-9d2f-3a4b5c6d7e8f.'],
    ['no instant', z.iso.datetime(), 'x', 'Give a date and time, such as 2026-11-21T14:30:00Z.'],
    ['no date', z.iso.date(), '2026-02-30', 'Give a date as year, month and day, such as 2026-11-21.'],
    ['no time', z.iso.time(), '25:00', 'Give a time of day, such as 14:30.'],
    ['no IP address', z.ipv4(), 'x', 'Give an IP address, such as 192.0.2.7 or 2001:db8::7.'],
    ['no base64', z.base64(), '*', 'Write this in the format base64.'],
    ['another pattern', z.string().regex(/^a$/), 'b', 'Write this in the form that is asked for.'],
    ['another beginning', z.string().startsWith('a'), 'b', 'Begin this with a.'],
    ['another ending', z.string().endsWith('a'), 'b', 'End this with a.'],
    ['something not in it', z.string().includes('a'), 'b', 'Put a into this.'],
    ['capitals', z.string().lowercase(), 'B', 'Use lower-case letters only.'],
    ['no capitals', z.string().uppercase(), 'b', 'Use upper-case letters only.'],
    [
      'no union',
      z.union([z.string(), z.number()]),
      true,
      'This is in none of the forms that are possible here. Please check it.',
    ],
    ['a refinement', z.string().refine(() => false), 'x', 'This cannot be accepted as it is. Please check it.'],
    [
      'a refinement with a sentence',
      z.string().refine(() => false, 'No.'),
      'x',
      'This cannot be accepted as it is. Please check it.',
    ],
  ])('says the remedy for %s', (_what, schema, input, sentence) => {
    expect(said(z.object({ f: schema }), { f: input })).toEqual([`f: ${sentence}`]);
  });

  it('names the field as the form does, one problem each', () => {
    const schema = z.object({ tests: z.array(z.object({ stdin: z.string().min(5).regex(/^a/) })) });
    expect(said(schema, { tests: [{ stdin: 'aaaaa' }, { stdin: 'b' }, {}] })).toEqual([
      'tests.1.stdin: Write at least 5 characters.',
      'tests.2.stdin: This is needed.',
    ]);
    expect(said(z.string(), 1)).toEqual([': Give one text.']);
  });

  it('names each field that does not exist, and at most 100 problems', () => {
    const schema = z.object({ inner: z.strictObject({}) });
    expect(said(schema, { inner: { x: 1, y: 2 } })).toEqual([
      'inner.x: There is no such field. Leave it out.',
      'inner.y: There is no such field. Leave it out.',
    ]);
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`n${n}`.repeat(100), n]));
    const found = problemsOf(schema, { inner: many });
    expect(found).toHaveLength(100);
    expect(found[0]?.field.length).toBeLessThanOrEqual(200);
  });

  it('speaks of the branch of a union that was meant', () => {
    const schema = z.object({ u: z.union([z.string().min(3), z.object({ n: z.number().min(3) })]) });
    expect(said(schema, { u: 'x' })).toEqual(['u: Write at least 3 characters.']);
    expect(said(schema, { u: { n: 1 } })).toEqual(['u.n: Give a number of at least 3.']);
    const kinds = z.discriminatedUnion('k', [
      z.object({ k: z.literal('a') }),
      z.object({ k: z.literal('b'), n: z.number() }),
    ]);
    expect(said(kinds, { k: 'c' })).toEqual(['k: Choose one of: a, b.']);
    expect(said(kinds, {})).toEqual(['k: This is needed.']);
    expect(said(kinds, { k: 'b' })).toEqual(['n: This is needed.']);
    expect(said(z.xor([z.string(), z.string()]), 'x')).toEqual([
      ': This is in none of the forms that are possible here. Please check it.',
    ]);
  });

  it('names keys and elements that are refused', () => {
    expect(said(z.record(z.string().regex(/^x/), z.number()), { c: 1 })).toEqual([
      'c: This name is not allowed here. Please choose another.',
    ]);
    expect(said(z.map(z.string(), z.number()), new Map([['a', 'b']]))).toEqual([
      'a: Give a number, with a point before decimals, such as 12.5.',
    ]);
  });

  it("takes a schema's own message key, with the figures of the check or the parameters of the refinement", () => {
    const schema = z.object({
      title: z.string().min(4, { error: () => 'courses.form.title' }),
      points: z.number().refine(() => false, { error: 'grading.points.step', params: { step: 0.5, hidden: { a: 1 } } }),
    });
    expect(problemsOf(schema, { title: 'x', points: 1 })).toEqual([
      { field: 'title', key: 'courses.form.title', parameters: { origin: 'string', minimum: 4, inclusive: true } },
      { field: 'points', key: 'grading.points.step', parameters: { step: 0.5 } },
    ]);
  });

  it('never repeats what was typed', () => {
    const secret = 'hunter2hunter2';
    const schema = z.object({ a: z.email(), b: z.enum(['x']), c: z.number(), d: z.union([z.int(), z.boolean()]) });
    const problems = problemsOf(schema, { a: secret, b: secret, c: secret, d: secret });
    expect(problems).toHaveLength(4);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });
});

describe('the messages of input', () => {
  it('all exist, and all are used', () => {
    const source = globSync('src/http/**/*.ts', { cwd: root })
      .map((file) => readFileSync(path.join(root, file), 'utf8'))
      .join('');
    const named = new Set([...source.matchAll(/'kernel\.field\.([A-Za-z.]+)'/g)].map(([, key = '']) => key));
    const made = new Set([...source.matchAll(/'((?:kind\.|format\.)?[a-zA-Z]+)'/g)].map(([, key = '']) => key));
    const known = Object.keys(JSON.parse(readFileSync(path.join(root, 'src/locales/en.json'), 'utf8')))
      .filter((key) => key.startsWith('field.'))
      .map((key) => key.slice(6));
    expect(named.size).toBeGreaterThan(10);
    expect([...named].filter((key) => !known.includes(key))).toEqual([]);
    expect([...made].filter((key) => key.includes('.') && !known.includes(key))).toEqual([]);
    expect(known.filter((key) => !named.has(key) && !made.has(key))).toEqual([]);
  });
});
