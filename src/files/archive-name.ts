import { type Entry, getFileNameLowLevel, validateFileName } from 'yauzl';
import { type ArchiveLimits, archiveRefused } from './archive-limits.ts';

const nameBytes = 255;

/**
 * The entry's path, in NFC, safe to join to a folder: relative, `/` between its parts, none of them empty, `.` or `..`.
 * A folder's ends in `/`. Throws the refusal of the archive.
 */
export function entryPath(entry: Entry, limits: ArchiveLimits): string {
  const name = decodedName(entry);
  const shown = JSON.stringify(name.slice(0, 100));
  const parts = name.replace(/\/$/, '').split('/');
  const isUnsafe =
    Buffer.byteLength(name) > nameBytes ||
    /[\p{Cc}\\\ufffd]/u.test(name) ||
    validateFileName(name) !== null ||
    parts.some((part) => part === '' || part === '.' || part === '..');
  if (isUnsafe) throw archiveRefused('name', { name: shown });
  if (parts.length > limits.depth) throw archiveRefused('tooDeep', { name: shown, limit: limits.depth });
  return name;
}

function decodedName(entry: Entry) {
  try {
    return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true).normalize(
      'NFC',
    );
  } catch (error) {
    throw archiveRefused('name', { name: '' }, error);
  }
}

/** Remembers paths and refuses one that comes twice, or that would be both a file and a folder. */
export function createPathRegister() {
  const files = new Set<string>();
  const folders = new Set<string>();
  return (path: string) => {
    const isFolder = path.endsWith('/');
    const plain = path.replace(/\/$/, '');
    const above = plain.split('/').slice(0, -1);
    const parents = above.map((_, index) => above.slice(0, index + 1).join('/'));
    const clashes =
      files.has(plain) || (!isFolder && folders.has(plain)) || parents.some((folder) => files.has(folder));
    if (clashes) throw archiveRefused('duplicate', { name: JSON.stringify(plain) });
    for (const folder of isFolder ? [...parents, plain] : parents) folders.add(folder);
    if (!isFolder) files.add(plain);
  };
}
