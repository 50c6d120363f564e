export interface TarEntry {
  /** Relative, with `/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
}

/** A tar archive (ustar, names over 100 bytes as GNU writes them) with no end, so that another one can follow. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  return Buffer.concat(
    entries.flatMap(({ name, bytes, mode }) => {
      const named = Buffer.from(name);
      const long =
        named.length > 100 ? [header('././@LongLink', 'L', named.length + 1, 0o644), padded(ended(named))] : [];
      return [...long, header(name, '0', bytes.length, mode), padded(bytes)];
    }),
  );
}

function header(name: string, type: string, size: number, mode: number) {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write(octal(mode & 0o777, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(size, 11), 124);
  block.write(octal(0, 11), 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\u000000', 257);
  block.write(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\u0000 `,
    148,
  );
  return block;
}

const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
const ended = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(1)]);
const padded = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
