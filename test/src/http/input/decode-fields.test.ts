import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { DomainError } from '#src/errors.ts';
import { decodeForm, decodeQuery } from '#src/http/input/decode-fields.ts';

const zone = 'Europe/Berlin';
const form = (schema: z.ZodType, text: string) => decodeForm(schema, new URLSearchParams(text), zone);
const query = (schema: z.ZodType, text: string) => decodeQuery(schema, new URLSearchParams(text), zone);
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof DomainError ? `${error.refusal} ${error.key}` : error;
  }
};

const problem = z.object({
  title: z.string(),
  points: z.number(),
  attempts: z.int().optional(),
  isPublic: z.boolean(),
  due: z.iso.datetime().nullable(),
  tags: z.array(z.string()),
  tests: z.array(z.object({ stdin: z.string(), weight: z.number().default(1), hidden: z.boolean() })),
});

describe('decodeForm', () => {
  it('makes of a form the JSON that its schema was written for', () => {
    const sent =
      'title=Sum&points=2.50&attempts=&isPublic=on&due=2026-11-21T14:30&tags=a&tags=&tags=b' +
      '&tests.0.stdin=1+2&tests.0.weight=3&tests.1.stdin=4%0D%0A5&tests.1.hidden=true&unknown=x&tests.1.other=y';
    const decoded = form(problem, sent);
    expect(decoded).toEqual({
      title: 'Sum',
      points: 2.5,
      isPublic: true,
      due: '2026-11-21T13:30:00Z',
      tags: ['a', 'b'],
      tests: [
        { stdin: '1 2', weight: 3, hidden: false },
        { stdin: '4\n5', hidden: true },
      ],
    });
    expect(problem.safeParse(decoded).success).toBe(true);
  });

  it.each([
    ['12', 12],
    [' -1.5 ', -1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['007', 7],
    ['1e999', '1e999'],
    ['abc', 'abc'],
    ['1,5', '1,5'],
    ['0x10', '0x10'],
    ['Infinity', 'Infinity'],
    ['NaN', 'NaN'],
    ['', undefined],
  ])('reads the number %j as %j', (text, value) => {
    expect(decodeForm(z.object({ n: z.number().min(0).max(9) }), [['n', text]], zone)).toEqual({ n: value });
  });

  it.each([
    ['on', true],
    ['true', true],
    ['1', true],
    ['off', false],
    ['false', false],
    ['0', false],
    ['perhaps', 'perhaps'],
    ['', undefined],
  ])('reads the checkbox %j as %j', (text, value) => {
    expect(decodeForm(z.object({ b: z.boolean() }), [['b', text]], zone)).toEqual({ b: value });
  });

  it('takes an absent checkbox for false, whatever its default, and for nothing where null stands for undecided', () => {
    const schema = z.object({
      plain: z.boolean(),
      preset: z.boolean().default(true),
      optional: z.boolean().optional(),
      undecided: z.boolean().nullish(),
      accepted: z.literal(true).optional(),
    });
    expect(form(schema, '')).toEqual({ plain: false, preset: false, optional: false });
    expect(form(schema, 'plain=false&plain=on&undecided=&accepted=on')).toEqual({
      plain: true,
      preset: false,
      optional: false,
      undecided: null,
      accepted: true,
    });
    expect(query(schema, '')).toEqual({});
  });

  it('takes empty for absent, and for null where the schema allows null', () => {
    const schema = z.object({ a: z.string().optional(), b: z.string().nullable(), c: z.number().nullish() });
    expect(form(schema, 'a=&b=&c=')).toEqual({ b: null, c: null });
    expect(form(schema, 'a=x&b=y&c=0')).toEqual({ a: 'x', b: 'y', c: 0 });
    expect(form(schema, '')).toEqual({});
  });

  it('takes an absent required list for an empty one, an optional one for absent, and an empty field for an empty list', () => {
    const schema = z.object({
      must: z.array(z.int()),
      may: z.array(z.int()).optional(),
      preset: z.array(z.int()).default([1]),
    });
    expect(form(schema, '')).toEqual({ must: [] });
    expect(form(schema, 'may=&preset=')).toEqual({ must: [], may: [], preset: [] });
    expect(form(schema, 'must=2&must=3&may.1=5&may.0=4')).toEqual({ must: [2, 3], may: [4, 5] });
    expect(query(schema, '')).toEqual({});
  });

  it('closes the gap that a removed row leaves', () => {
    const schema = z.object({ rows: z.array(z.object({ a: z.string() })) });
    expect(form(schema, 'rows.7.a=c&rows.2.a=b&rows.x.a=no&rows.01.a=no')).toEqual({ rows: [{ a: 'b' }, { a: 'c' }] });
  });

  it('names what is missing inside a required group, and leaves an optional one absent', () => {
    const group = z.object({ street: z.string(), isHome: z.boolean() });
    const schema = z.object({ must: group, may: group.optional(), none: group.nullable() });
    expect(form(schema, '')).toEqual({ must: { isHome: false } });
    expect(form(schema, 'may.street=x&none=')).toEqual({
      must: { isHome: false },
      may: { street: 'x', isHome: false },
      none: null,
    });
    expect(form(schema, 'must=text')).toEqual({ must: 'text' });
  });

  it('reads enumerations and literals as the values they stand for', () => {
    const schema = z.object({
      e: z.enum(['a', 'b']),
      n: z.literal([1, 2]),
      c: z.enum({ Low: 0, High: 1 }),
      f: z.literal(true),
    });
    expect(form(schema, 'e=a&n=2&c=1&f=on')).toEqual({ e: 'a', n: 2, c: 1, f: true });
    expect(form(schema, 'e=c&n=3&f=no')).toEqual({ e: 'c', n: '3', f: 'no' });
  });

  it('reads a union as the first of its schemas that takes the text', () => {
    const schema = z.object({ v: z.union([z.number(), z.boolean(), z.string(), z.array(z.string())]) });
    expect(form(schema, 'v=12')).toEqual({ v: 12 });
    expect(form(schema, 'v=on')).toEqual({ v: true });
    expect(form(schema, 'v=x')).toEqual({ v: 'x' });
    expect(form(schema, 'v=x&v=y')).toEqual({ v: ['x', 'y'] });
  });

  it('reads a discriminated union as the one that is named, also by a number or a checkbox', () => {
    const kinds = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('exact'), text: z.string() }),
      z.object({ kind: z.literal('close'), text: z.number(), strict: z.boolean() }),
    ]);
    expect(form(kinds, 'kind=close&text=1')).toEqual({ kind: 'close', text: 1, strict: false });
    expect(form(z.object({ checker: kinds }), 'checker.kind=exact&checker.text=1')).toEqual({
      checker: { kind: 'exact', text: '1' },
    });
    expect(form(kinds, 'kind=other&text=1')).toEqual({ kind: 'other', text: '1' });
    const flagged = z.discriminatedUnion('late', [
      z.object({ late: z.literal(true), days: z.number() }),
      z.object({ late: z.literal(false), reason: z.string() }),
    ]);
    expect(form(flagged, 'late=on&days=2')).toEqual({ late: true, days: 2 });
  });

  it('reads records, with every name of an enumeration', () => {
    const schema = z.object({
      limits: z.record(z.string(), z.number()),
      may: z.record(z.enum(['read', 'write']), z.boolean()),
    });
    expect(form(schema, 'limits.cpu=2&limits.memory=64&may.write=on&may.admin=on')).toEqual({
      limits: { cpu: 2, memory: 64 },
      may: { read: false, write: true },
    });
  });

  it('sees through transforms, refinements, defaults, brands, codecs, lazy schemas, tuples and intersections', () => {
    const schema = z.object({
      a: z
        .number()
        .refine((n) => n > 1)
        .transform(String)
        .pipe(z.string()),
      b: z.preprocess((value) => value, z.number()),
      c: z
        .lazy(() => z.number())
        .readonly()
        .brand('C'),
      d: z.tuple([z.string(), z.number()]),
      e: z.intersection(z.object({ x: z.number() }), z.object({ y: z.boolean() })),
      f: z.stringbool(),
      g: z.number().prefault(3).nonoptional(),
      h: z.number().catch(1),
    });
    expect(form(schema, 'a=2&b=3&c=4&d=5&d=6&e.x=7&e.y=on&f=yes&g=8&h=9')).toEqual({
      a: 2,
      b: 3,
      c: 4,
      d: ['5', 6],
      e: { x: 7, y: true },
      f: 'yes',
      g: 8,
      h: 9,
    });
  });

  it('reads times of a browser in the zone that is given, and leaves dates, times of day and instants', () => {
    const schema = z.object({
      at: z.iso.datetime(),
      old: z.string().datetime().optional(),
      local: z.iso.datetime({ local: true }),
      date: z.iso.date(),
      time: z.iso.time(),
      text: z.string(),
    });
    const sent =
      'at=2026-07-01T12:00&old=2026-01-01T00:00:30&local=2026-07-01T12:00:00&date=2026-07-01&time=12:00&text=2026-07-01T12:00';
    const decoded = form(schema, sent);
    expect(decoded).toEqual({
      at: '2026-07-01T10:00:00Z',
      old: '2025-12-31T23:00:30Z',
      local: '2026-07-01T12:00:00',
      date: '2026-07-01',
      time: '12:00',
      text: '2026-07-01T12:00',
    });
    expect(schema.safeParse(decoded).error).toBeUndefined();
    expect(form(schema, 'at=2026-07-01T12:00:00Z')).toEqual({ at: '2026-07-01T12:00:00Z' });
  });

  it('leaves what came twice a list where one is wanted, so that the schema refuses it', () => {
    expect(form(z.object({ a: z.string(), n: z.number() }), 'a=1&a=2&n=1&n=1')).toEqual({
      a: ['1', '2'],
      n: ['1', '1'],
    });
  });

  it('cannot be made to touch a prototype', () => {
    const schema = z.object({ r: z.record(z.string(), z.string()), o: z.object({ a: z.string() }).optional() });
    const names = [
      '__proto__.x',
      'constructor.prototype.x',
      'r.__proto__',
      'r.constructor',
      'r.prototype',
      'o.__proto__.a',
      'r.toString',
      '__proto__',
    ];
    const decoded = decodeForm(
      schema,
      names.map((name) => [name, 'polluted']),
      zone,
    );
    expect(decoded).toEqual({ r: { toString: 'polluted' } });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(Object.getPrototypeOf((decoded as { r: object }).r)).toBe(Object.prototype);
  });

  it('refuses more than 1,000 fields, names of more than 8 parts, lists of more than 1,000 entries', () => {
    const any = z.object({ a: z.array(z.string()) });
    const many = (n: number) => () =>
      decodeForm(
        any,
        Array.from({ length: n }, () => ['a', 'x'] as const),
        zone,
      );
    expect(refusal(many(1_000))).toBeUndefined();
    expect(refusal(many(1_001))).toBe('badRequest kernel.field.tooMany');
    expect(refusal(() => form(any, 'a.a.a.a.a.a.a.a=1'))).toBeUndefined();
    expect(refusal(() => form(any, 'a.a.a.a.a.a.a.a.a=1'))).toBe('badRequest kernel.field.tooDeep');
    expect(refusal(() => form(any, 'a.999=1'))).toBeUndefined();
    expect(refusal(() => form(any, 'a.1000=1'))).toBe('badRequest kernel.field.tooManyItems');
    expect(refusal(() => form(any, `${'.'.repeat(500_000)}=1`))).toBe('badRequest kernel.field.tooDeep');
  });

  it('refuses text that PostgreSQL cannot hold', () => {
    const any = z.object({ a: z.string() });
    expect(refusal(() => form(any, 'a=x%00y'))).toBe('badRequest kernel.field.unstorable');
    expect(refusal(() => decodeForm(any, [['a', '\ud800']], zone))).toBe('badRequest kernel.field.unstorable');
    expect(form(any, 'a=%ff%f0%9f%98%80')).toEqual({ a: '\ufffd😀' });
  });

  it('ends for a schema that refers to itself, required or not', () => {
    const node: z.ZodType = z.object({ name: z.string(), next: z.lazy(() => node) });
    expect(() => form(node, 'name=a&next.name=b')).not.toThrow();
    const list: z.ZodType = z.object({ name: z.string(), rest: z.array(z.lazy(() => list)).optional() });
    expect(form(list, 'name=a&rest.0.name=b')).toEqual({ name: 'a', rest: [{ name: 'b' }] });
  });
});

describe('decodeForm and decodeQuery', () => {
  it('throw nothing but a bad request for 20,000 random inputs, and what they make can be parsed', () => {
    const random = seeded(20_261_121);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const tree: z.ZodType = z.object({
      ...problem.shape,
      kind: z.discriminatedUnion('k', [
        z.object({ k: z.literal('a'), n: z.number() }),
        z.object({ k: z.literal(2), s: z.array(z.int()) }),
      ]),
      any: z.union([z.number(), z.object({ a: z.boolean() }), z.array(z.string()), z.null()]),
      map: z.record(z.string(), z.union([z.int(), z.record(z.string(), z.boolean())])).optional(),
      kids: z
        .array(z.lazy(() => tree))
        .max(3)
        .default([]),
      pair: z.tuple([z.string(), z.number()]).nullish(),
      both: z.intersection(z.object({ a: z.string() }), z.record(z.string(), z.string())),
      odd: z.unknown(),
      bytes: z.union([z.bigint(), z.date(), z.map(z.string(), z.string()), z.set(z.string())]).optional(),
    });
    const words = [
      ...Object.keys(problem.shape),
      'kind',
      'k',
      'a',
      'n',
      's',
      'any',
      'map',
      'kids',
      'pair',
      'both',
      'odd',
      'bytes',
      'stdin',
      '0',
      '1',
      '2',
      '999',
      '1000',
      '-1',
      '1e3',
      '',
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'length',
      '\0',
      '\ud800',
      '😀',
      ' ',
      '[]',
      '9'.repeat(400),
    ];
    const texts = [
      '',
      ' ',
      '0',
      'a',
      '2',
      'on',
      'true',
      '1e999',
      '-0',
      '1,5',
      '2026-11-21T14:30',
      '2026-02-30T14:30',
      '9999-12-31T23:59',
      '\0',
      '\udfff',
      '{"a":1}',
      '__proto__',
      'x'.repeat(2_000),
    ];
    const noise = () =>
      Array.from({ length: Math.floor(random() * 8) }, () => String.fromCharCode(random() * 65_536)).join('');
    const outcomes = { decoded: 0, refused: 0 };
    for (let round = 0; round < 20_000; round += 1) {
      const entries = Array.from({ length: Math.floor(random() * 12) }, (): [string, string] => {
        const name =
          random() < 0.05
            ? noise()
            : Array.from({ length: 1 + Math.floor(random() * (random() < 0.02 ? 12 : 4)) }, () =>
                pick(random() < 0.03 ? words : words.slice(0, 24)),
              ).join('.');
        return [name, random() < 0.05 ? noise() : pick(random() < 0.9 ? texts.slice(0, 13) : texts)];
      });
      try {
        const decoded =
          round % 2 ? decodeForm(tree, entries, zone) : decodeQuery(tree, new URLSearchParams(entries), zone);
        tree.safeParse(decoded);
        outcomes.decoded += 1;
      } catch (error) {
        if (!(error instanceof DomainError) || error.refusal !== 'badRequest') throw error;
        outcomes.refused += 1;
      }
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(outcomes.decoded).toBeGreaterThan(10_000);
    expect(outcomes.refused).toBeGreaterThan(500);
  });
});

function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
