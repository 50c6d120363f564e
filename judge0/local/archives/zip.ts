import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import type { TarEntry } from './tar.ts';

const entriesAtMost = 2000;

/**
 * The files of a zip archive, as far as it can be read and until `maxBytes` together, as `unzip -n` goes on as long as it
 * can: of two with one name the first counts. Names that lead out of the folder, links and devices are left out.
 */
export async function readZip(bytes: Buffer, maxBytes: number): Promise<TarEntry[]> {
  const found = new Map<string, TarEntry>();
  let left = maxBytes;
  try {
    // Names are checked here, because one bad name would end the reading.
    const archive = await fromBufferPromise(bytes, {
      decodeStrings: false,
      autoClose: false,
      validateEntrySizes: false,
    });
    for await (const entry of archive.eachEntry()) {
      const name = safeName(entry);
      if (found.size >= entriesAtMost || left <= 0) break;
      if (name === null || found.has(name)) continue;
      const content = await readEntry(archive, entry, left);
      if (content === null) break;
      left -= content.length;
      found.set(name, { name, bytes: content, mode: modeOf(entry) });
    }
  } catch {
    // What is broken is passed over, as the original does; what was read until then is there.
  }
  return [...found.values()];
}

/** Null for a folder, a link, a device, what is encrypted, and a name that leads elsewhere. */
function safeName(entry: Entry) {
  const name = Buffer.from(entry.fileName as unknown as Uint8Array).toString('utf8');
  const parts = name.split('/');
  const isFile = [0, 0o100000].includes(typeBits(entry) & 0o170000);
  const leadsOut = name.startsWith('/') || name.includes('\0') || parts.some((part) => part === '..');
  if (!isFile || leadsOut || name === '' || name.endsWith('/') || name.length > 1024 || entry.isEncrypted())
    return null;
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

const typeBits = (entry: Entry) => entry.externalFileAttributes >>> 16;
const modeOf = (entry: Entry) => (typeBits(entry) & 0o777) | 0o600 || 0o644;

/** Null when it is larger than what is left: the sizes that an archive names may be lies. */
async function readEntry(archive: ZipFile, entry: Entry, left: number) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    size += (chunk as Buffer).length;
    if (size > left) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
