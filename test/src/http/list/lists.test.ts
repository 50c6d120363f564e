import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '@mikro-orm/core';
import { z } from 'zod';
import type { App } from '#src/app.ts';
import { defineList } from '#src/http/list/define-list.ts';
import { filterBy } from '#src/http/list/list-spec.ts';
import type { Scope } from '#src/scope/scope.ts';
import { aScope, openTestApp } from '../../../support/app.ts';
import { aSignedInPerson } from '../../../support/people.ts';
import { html } from '../../../support/web.ts';

let app: App;
let address: string;
beforeAll(async () => {
  app = await openTestApp();
  const { port } = await app.serve({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${port}`;
});
afterAll(() => app.stop());

interface Listed {
  readonly status: number;
  readonly texts: readonly string[];
  readonly meta: Record<string, number | string | null>;
  readonly links: { readonly next: string | null; readonly previous: string | null };
  readonly refused: readonly string[];
}

/** A reader of a new organization that has these texts, made a microsecond apart, the first first. */
async function aReader(texts: readonly string[]) {
  const scope = await aScope(app);
  const { authorization } = await aSignedInPerson(scope, ['learner']);
  await add(scope, texts, '2026-01-01T00:00:00Z');
  const list = async (path: string): Promise<Listed> => {
    const response = await fetch(`${address}/api/v1${path}`, { headers: { authorization } });
    const { data, meta, error } = (await response.json()) as {
      data: ({ samples: { text: string }[] } & Listed['links']) | null;
      meta: Listed['meta'];
      error: { details: { field: string }[] } | null;
    };
    return {
      status: response.status,
      texts: data?.samples.map(({ text }) => text) ?? [],
      meta,
      links: { next: data?.next ?? null, previous: data?.previous ?? null },
      refused: error?.details.map(({ field }) => field) ?? [],
    };
  };
  return { scope, list, authorization };
}

const add = (scope: Scope, texts: readonly string[], from: string) =>
  scope.transaction(({ em }) =>
    em.execute(
      `insert into sample (id, organization_id, created_at, text)
        select gen_random_uuid(), ?::uuid, ?::timestamptz + n * interval '1 microsecond', text
        from json_array_elements_text(?::json) with ordinality as given (text, n)`,
      [scope.organization.id, from, JSON.stringify(texts)],
    ),
  );

const numbered = (count: number) =>
  Array.from({ length: count }, (_, index) => `text ${String(index).padStart(3, '0')}`);

/** Every text behind `first`, cursor by cursor, and how many pages that were. */
async function follow(
  list: (path: string) => Promise<Listed>,
  first: string,
  between?: (page: number) => Promise<void>,
) {
  const texts: string[] = [];
  let pages = 0;
  for (let path: string | null = first; path; pages += 1) {
    const page: Listed = await list(path);
    texts.push(...page.texts);
    const { cursor } = page.meta;
    path = cursor ? `${first}&cursor=${String(cursor)}` : null;
    await between?.(pages);
  }
  return { texts, pages };
}

describe('a list by page', () => {
  it('has twenty rows and says how many there are [U-08]', async () => {
    const { list } = await aReader(numbered(45));
    const first = await list('/listed-samples');
    expect(first.texts).toEqual(numbered(45).slice(0, 20));
    expect(first.meta).toMatchObject({ page: 1, limit: 20, total: 45, pages: 3 });
    const last = await list('/listed-samples?page=3');
    expect(last.texts).toEqual(numbered(45).slice(40));
    expect(last.meta).toEqual({ page: 3, limit: 20, total: 45, pages: 3, cursor: null });
  });

  it('is empty behind its end and where nothing is, and still counts', async () => {
    const { list } = await aReader(numbered(3));
    expect(await list('/listed-samples?page=9')).toMatchObject({ texts: [], meta: { total: 3, pages: 1 } });
    expect(await list('/listed-samples?has=nowhere')).toMatchObject({ texts: [], meta: { total: 0, pages: 0 } });
  });

  it('leads to the pages beside it with the same filters and order', async () => {
    const { list, authorization } = await aReader([...numbered(25), 'other', 'hidden']);
    const second = await list('/listed-samples?page=2&limit=10&has=text&sort_by=text&order=desc');
    expect(second.links).toEqual({
      next: '/listed-samples?has=text&limit=10&sort_by=text&order=desc&page=3',
      previous: '/listed-samples?has=text&limit=10&sort_by=text&order=desc&page=1',
    });
    expect((await list(second.links.next!)).texts).toEqual(numbered(5).toReversed());
    expect((await list('/listed-samples')).links).toEqual({ next: '/listed-samples?page=2', previous: null });
    const page = await fetch(`${address}/listed-samples?has=text%2002`, { headers: { ...html, authorization } });
    expect(await page.text()).toContain('<li>text 020</li>');
  });
});

describe('a list by cursor', () => {
  it.each(['created_at', 'text', 'length'])('by %s, up and down, shows every row once [U-08][U-09]', async (sort) => {
    const { list } = await aReader(numbered(47).map((text, index) => text + '+'.repeat(index % 5)));
    for (const order of ['asc', 'desc']) {
      const { texts, pages } = await follow(list, `/listed-samples?limit=10&sort_by=${sort}&order=${order}`);
      expect([texts.length, new Set(texts).size, pages]).toEqual([47, 47, 5]);
      const lengths = texts.map(({ length }) => length);
      if (sort === 'length') expect(lengths).toEqual(lengths.toSorted((a, b) => (order === 'asc' ? a - b : b - a)));
      else expect(texts).toEqual(order === 'asc' ? texts.toSorted() : texts.toSorted().toReversed());
    }
  });

  it('neither repeats nor skips a row when others come before it meanwhile', async () => {
    const { scope, list } = await aReader(numbered(30));
    const { texts } = await follow(list, '/listed-samples?limit=7&order=desc', () =>
      add(scope, ['newer'], '2026-02-01T00:00:00Z').then(() => undefined),
    );
    expect(texts).toEqual(numbered(30).toReversed());
  });

  it('does not count, and leads on with its filters', async () => {
    const { list } = await aReader(numbered(30));
    const { meta } = await list('/listed-samples?limit=5&has=text');
    const second = await list(`/listed-samples?limit=5&has=text&cursor=${String(meta.cursor)}`);
    expect(second.meta).toEqual({ limit: 5, cursor: expect.any(String) });
    expect(second.links).toEqual({
      next: `/listed-samples?has=text&limit=5&cursor=${String(second.meta.cursor)}`,
      previous: null,
    });
    expect((await list(second.links.next!)).texts).toEqual(numbered(15).slice(10));
  });
});

describe('what a list is asked', () => {
  it('is narrowed by every filter at once, by lists too [U-09]', async () => {
    const { list } = await aReader(numbered(12));
    expect((await list('/listed-samples?has=01&versions=1&versions=7')).texts).toEqual(
      numbered(12).slice(1, 2).concat(numbered(12).slice(10)),
    );
    expect((await list('/listed-samples?versions=2&versions=3')).texts).toEqual([]);
  });

  it.each([
    ['sort_by=sealed_secret', 'sort_by'],
    ['sort_by=text;drop%20table%20sample', 'sort_by'],
    ['sort_by=constructor', 'sort_by'],
    ['order=asc,(select%201)', 'order'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=1%20union%20select', 'limit'],
    ['page=0', 'page'],
    ['page=1000001', 'page'],
    ['versions=9999999999', 'versions.0'],
    ['cursor=nonsense', 'cursor'],
    [`cursor=${'x'.repeat(2001)}`, 'cursor'],
    [`cursor=${Buffer.from('["2026-01-01","x","y"]').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('{"value":1}').toString('base64url')}`, 'cursor'],
  ])('is refused by its field: %s', async (query, field) => {
    const { list } = await aReader([]);
    expect(await list(`/listed-samples?${query}`)).toMatchObject({ status: 422, refused: [field] });
  });

  it('reaches PostgreSQL as a value only', async () => {
    const { list } = await aReader(["it's", 'a ? and $1', 'plain']);
    expect((await list(`/listed-samples?has=${encodeURIComponent("it's")}`)).texts).toEqual(["it's"]);
    expect((await list(`/listed-samples?has=${encodeURIComponent('? and $1')}`)).texts).toEqual(['a ? and $1']);
    expect((await list(`/listed-samples?has=${encodeURIComponent("') or true --")}`)).texts).toEqual([]);
  });

  it('leads nowhere with the cursor of another order, another organization, a changed one, or beside a page', async () => {
    const { list } = await aReader(numbered(30));
    const other = await aReader(numbered(30));
    const cursor = String((await list('/listed-samples')).meta.cursor);
    const [value, id, signature] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as string[];
    const changed = Buffer.from(JSON.stringify([`${value!}0`, id, signature])).toString('base64url');
    for (const { status, refused } of [
      await list(`/listed-samples?sort_by=text&cursor=${cursor}`),
      await list(`/listed-samples?order=desc&cursor=${cursor}`),
      await list(`/listed-samples?cursor=${changed}`),
      await list(`/listed-samples?page=2&cursor=${cursor}`),
      await other.list(`/listed-samples?cursor=${cursor}`),
    ])
      expect([status, refused]).toEqual([422, ['cursor']]);
    expect((await list(`/listed-samples?cursor=${cursor}`)).texts).toEqual(numbered(30).slice(20));
  });
});

describe('a declaration', () => {
  const sorts = { text: { column: 'text', type: 'text' } } as const;

  it('that calls a filter by a name of the list itself is refused', () => {
    const page = filterBy(z.string(), (text) => sql`text = ${text}`);
    expect(() => defineList({ id: 'id', sorts, defaultSort: 'text', filters: { page } })).toThrow(/filter named page/);
  });

  it('is read in two statements by page, and in one behind a cursor', async () => {
    const { scope } = await aReader(numbered(3));
    const list = defineList({ id: 'id', sorts, defaultSort: 'text', filters: {} });
    let statements = 0;
    const read = (query: { page?: number; cursor?: string }) =>
      scope.transaction((inside) => {
        const em = { execute: (...words: [string]) => ((statements += 1), inside.em.execute(...words)) };
        const counted = { keys: inside.keys, organization: inside.organization, em } as unknown as Scope;
        return list.read(
          counted,
          { limit: 2, sort_by: 'text', order: 'asc', ...query },
          { select: 'id', from: 'sample' },
        );
      });
    const { meta } = await read({ page: 1 });
    expect(statements).toBe(2);
    await read({ cursor: meta.cursor! });
    expect(statements).toBe(3);
  });

  it('by a column that is empty in a row says so instead of losing rows', async () => {
    const { scope } = await aReader(numbered(3));
    const list = defineList({
      id: 'id',
      sorts: { secret: { column: 'sealed_secret', type: 'text' } },
      defaultSort: 'secret',
      filters: {},
    });
    const read = scope.transaction((inside) =>
      list.read(inside, { limit: 2, sort_by: 'secret', order: 'asc' }, { select: 'id', from: 'sample' }),
    );
    await expect(read).rejects.toThrow(/wrap it in coalesce/);
  });
});
