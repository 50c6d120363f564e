import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { type ArchiveEntry, readArchive } from '#src/files/archive.ts';
import { archiveLimits } from '#src/files/archive-limits.ts';
import { makeZip, type ZipEntry } from './make-zip.ts';

const limits = { ...archiveLimits, entries: 5, entryBytes: 2_000_000, totalBytes: 4_000_000, depth: 3 };

async function read(source: string | Buffer, onEntry?: (entry: ArchiveEntry) => Promise<void>, by = limits) {
  const found: Record<string, string> = {};
  const keep = async (entry: ArchiveEntry) => {
    found[entry.path] = await text(entry.open());
  };
  await readArchive(source, by, onEntry ?? keep);
  return found;
}

const refusal = async (source: Buffer, by = limits) => {
  const sizes: number[] = [];
  const measure = async (entry: ArchiveEntry) => {
    for await (const chunk of entry.open()) sizes.push((chunk as Buffer).length);
  };
  const error = await read(source, measure, by).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { error, inflated: sizes.reduce((sum, size) => sum + size, 0) };
};

describe('readArchive', () => {
  it('gives each file once, in order, folders passed over', async () => {
    const zip = makeZip([
      { name: 'tests/' },
      { name: 'tests/1.in', content: '1 2\n' },
      { name: 'größe.txt', content: 'ä', stored: true },
      { name: 'empty', content: '' },
    ]);
    const found = await read(zip);
    expect(Object.entries(found)).toEqual([
      ['tests/1.in', '1 2\n'],
      ['größe.txt', 'ä'],
      ['empty', ''],
    ]);
  });

  it('reads from a file, and leaves it closed', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'assay-test-'));
    const file = path.join(folder, 'a.zip');
    await writeFile(file, makeZip([{ name: 'a', content: 'A' }]));
    expect(await read(file)).toEqual({ a: 'A' });
    await rm(folder, { recursive: true });
    await expect(read(file)).rejects.toMatchObject({ key: 'kernel.archive.damaged' });
  });

  it('leaves unread what nobody opens', async () => {
    const paths: string[] = [];
    await read(makeZip([{ name: 'a', saysCrc: 1 }, { name: 'b' }]), async ({ path: each }) => void paths.push(each));
    expect(paths).toEqual(['a', 'b']);
  });

  it('passes on what the reader throws', async () => {
    const failing = read(makeZip([{ name: 'a', content: 'A' }]), () => Promise.reject(new Error('mine')));
    await expect(failing).rejects.toThrow('mine');
  });

  it('refuses the archive even when the reader swallows the error of an entry', async () => {
    const zip = makeZip([
      { name: 'a', content: 'A', saysCrc: 7 },
      { name: 'b', content: 'B' },
    ]);
    const seen: string[] = [];
    const careless = read(zip, async (entry) => {
      seen.push(entry.path);
      await buffer(entry.open()).catch(() => undefined);
    });
    await expect(careless).rejects.toMatchObject({ key: 'kernel.archive.damagedEntry' });
    expect(seen).toEqual(['a']);
  });

  it('decodes names in NFC, so that one name is one path', async () => {
    expect(Object.keys(await read(makeZip([{ name: 'a\u0308.txt' }])))).toEqual(['\u00e4.txt']);
  });
});

const zeros = (bytes: number) => Buffer.alloc(bytes);
const noise = (bytes: number) =>
  Buffer.from(Array.from({ length: bytes }, (_, index) => (index * index * 31 + (index >> 3)) % 251));

describe('an archive is refused', () => {
  it.each<[string, string, ZipEntry[], Record<string, unknown>]>([
    [
      'more entries than allowed',
      'tooManyEntries',
      Array.from({ length: 6 }, (_, index) => ({ name: `${index}` })),
      { limit: 5 },
    ],
    [
      'a file too large',
      'entryTooLarge',
      [{ name: 'big', content: zeros(2_000_001) }],
      { name: 'big', limitMegabytes: 2 },
    ],
    [
      'files too large together',
      'totalTooLarge',
      ['a', 'b', 'c'].map((name) => ({ name, content: noise(1_500_000) })),
      { name: 'c', limitMegabytes: 4 },
    ],
    [
      'a file that inflates out of proportion',
      'ratio',
      [{ name: 'bomb', content: zeros(1_500_000) }],
      { name: 'bomb', limit: 200 },
    ],
    ['an encrypted file', 'encrypted', [{ name: 'a', flags: 0x801 }], { name: 'a' }],
    ['another compression', 'unsupported', [{ name: 'a', method: 12 }], { name: 'a' }],
    ['a symbolic link', 'unsupported', [{ name: 'a', content: '/etc/passwd', mode: 0o120777 }], { name: 'a' }],
    ['a device', 'unsupported', [{ name: 'a', mode: 0o020666 }], { name: 'a' }],
    ['folders too deep', 'tooDeep', [{ name: 'a/b/c/d' }], { limit: 3 }],
    ['a file twice', 'duplicate', [{ name: 'a' }, { name: 'a' }], { name: '"a"' }],
    ['a file twice after normalizing', 'duplicate', [{ name: '\u00e4' }, { name: 'a\u0308' }], {}],
    ['a file that is also a folder', 'duplicate', [{ name: 'a' }, { name: 'a/b' }], {}],
    ['a folder that is also a file', 'duplicate', [{ name: 'a/b' }, { name: 'a' }], {}],
    ['a folder that is a file', 'duplicate', [{ name: 'a' }, { name: 'a/' }], {}],
    ['a wrong checksum', 'damagedEntry', [{ name: 'a', content: 'A', saysCrc: 7 }], { name: 'a' }],
    [
      'a wrong checksum of a stored file',
      'damagedEntry',
      [{ name: 'a', content: 'A', stored: true, saysCrc: 7 }],
      { name: 'a' },
    ],
    [
      'bytes that do not inflate',
      'damagedEntry',
      [{ name: 'a', content: 'not deflated', stored: true, method: 8 }],
      { name: 'a' },
    ],
  ])('for %s', async (_what, reason, entries, parameters) => {
    const { error } = await refusal(makeZip(entries));
    expect(error).toMatchObject({ refusal: 'invalid', key: `kernel.archive.${reason}`, parameters });
  });

  it.each([
    '/etc/passwd',
    '../a',
    'a/../../b',
    'a/..',
    './a',
    'a//b',
    'a\\b',
    'C:/a',
    'C:\\a',
    '..\\a',
    'a\0b',
    'a\nb',
    '',
    '/',
    '.',
    '..',
  ])('for the name %j', async (name) => {
    const { error } = await refusal(makeZip([{ name }]));
    expect(error).toMatchObject({ key: 'kernel.archive.name' });
  });

  it('for a name of more than 255 bytes or that is no UTF-8', async () => {
    expect((await refusal(makeZip([{ name: 'ä'.repeat(128) }]))).error).toMatchObject({ key: 'kernel.archive.name' });
    expect((await refusal(makeZip([{ name: Buffer.from([0x61, 0xff]) }]))).error).toMatchObject({
      key: 'kernel.archive.name',
    });
    expect((await refusal(makeZip([{ name: 'ä'.repeat(127) }]))).error).toBeNull();
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('x'.repeat(100))],
    ['half an archive', makeZip([{ name: 'a', content: noise(1000) }]).subarray(0, 500)],
  ])('when it is %s', async (_what, zip) => {
    expect((await refusal(zip)).error).toMatchObject({ key: 'kernel.archive.damaged' });
  });
});

describe('headers that lie', () => {
  it.each([
    ['the size of a large file', { name: 'bomb', content: zeros(3_000_000), saysBytes: 10 }],
    ['the size of a small file', { name: 'a', content: 'short', saysBytes: 10 }],
  ])('do not hide %s', async (_what, entry) => {
    const { error, inflated } = await refusal(makeZip([entry]));
    expect(error).toMatchObject({ refusal: 'invalid' });
    expect(inflated).toBeLessThan(200_000);
  });

  it('about the number of entries hide what is more', async () => {
    const entries = Array.from({ length: 8 }, (_, index) => ({ name: `${index}` }));
    expect(Object.keys(await read(makeZip(entries, { saysEntries: 2 })))).toEqual(['0', '1']);
  });

  it('let no entry be read twice past the limit on all of them', async () => {
    const zip = makeZip([{ name: 'a', content: noise(1_500_000) }]);
    const greedy = read(zip, async (entry) => {
      for (let time = 0; time < 3; time++) await buffer(entry.open());
    });
    await expect(greedy).rejects.toMatchObject({ key: 'kernel.archive.totalTooLarge' });
  });
});
