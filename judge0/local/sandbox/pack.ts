import { tarOf, type TarEntry } from '../archives/tar.ts';

/** Files of a box: an archive that another box left, and what is added to it. */
export interface Contents {
  readonly archive: Uint8Array | null;
  readonly added: readonly TarEntry[];
}

/** Above it bash, which reads texts a byte at a time, takes longer than tar does to start. */
const textsAtMost = 16_384;

/** As process 1 of a box unpacks them: texts as name and content, each ended by NUL, or an archive of everything. */
export function pack({ archive, added }: Contents): { packed: 'texts' | 'archive'; bytes: Uint8Array } {
  const length = added.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (archive === null && length <= textsAtMost && added.every(isText))
    return { packed: 'texts', bytes: Buffer.concat(added.flatMap(({ name, bytes }) => [ended(name), bytes, nul])) };
  const own = tarOf(added);
  return { packed: 'archive', bytes: archive === null ? own : Buffer.concat([archive, own]) };
}

const nul = Buffer.alloc(1);
const ended = (name: string) => Buffer.from(`${name}\0`);

/** Neither a folder nor rights come with it. */
const isText = ({ name, bytes, mode }: TarEntry) =>
  !name.includes('/') && (mode & 0o111) === 0 && !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(0);
