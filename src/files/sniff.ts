import { fileTypeFromBuffer } from 'file-type';

/** How much of the beginning `sniffType` looks at. */
export const sniffedBytes = 8192;

interface Sniffed {
  readonly head: Uint8Array;
  /** The whole content is UTF-8 without NUL. */
  readonly isText: boolean;
}

/**
 * The accepted type that the content really has, or null with what came instead. What the sender declared only chooses
 * among text types, which look alike.
 */
export async function sniffType(content: Sniffed, accepted: readonly string[], declared: string | null) {
  const found = (await fileTypeFromBuffer(content.head))?.mime ?? null;
  if (found && accepted.includes(found) && !isTextType(found)) return { type: found, came: found };
  if (!content.isText) return { type: null, came: found ?? 'application/octet-stream' };
  const choices = accepted.filter((type) => isTextType(type) || (type === svg && looksLikeSvg(content.head)));
  const type = declared && choices.includes(declared) ? declared : (choices[0] ?? null);
  return { type, came: type ?? found ?? 'text/plain' };
}

export const isTextType = (type: string) => type.startsWith('text/') || type === 'application/json';

const svg = 'image/svg+xml';
const looksLikeSvg = (head: Uint8Array) => /<svg[\s>/]/i.test(Buffer.from(head).toString('utf8'));
