import { crc32 } from 'node:zlib';

export interface Zipped {
  readonly name: string;
  readonly text: string;
  /** Type and permissions as a Unix writes them; an ordinary file when not given. */
  readonly mode?: number;
}

/** A zip archive of these files, not compressed, in base64: what Judge0 takes as additional_files. */
export function zipOf(files: readonly Zipped[]): string {
  let offset = 0;
  const parts: Buffer[] = [];
  const directory = files.map(({ name, text, mode = 0o100644 }) => {
    const bytes = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), bytes]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE((mode * 0x10000) >>> 0, 6);
    central.writeUInt32LE(offset, 10);
    offset += local.length;
    parts.push(local);
    return Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0003'), common, central, Buffer.from(name)]);
  });
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(
    directory.reduce((sum, part) => sum + part.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]).toString('base64');
}
