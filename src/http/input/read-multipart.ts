import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { DomainError } from '#src/errors.ts';
import { type Body, bodyDefaults, type BodyRequest, type MultipartLimits } from './body.ts';
import { fieldLimits, tooManyFields } from './field-tree.ts';
import { receive, tooLarge } from './receive.ts';

interface Limits extends MultipartLimits {
  readonly maxTextBytes: number;
  readonly timeoutMs: number;
}

type Entry = readonly [string, string];

/** Reads a form with files; each file is handed to `onFile` as a stream while it arrives. */
export async function readMultipart(request: BodyRequest, limits: Limits): Promise<Body> {
  const parser = createParser(request, limits);
  const parts: Promise<Entry | null>[] = [];
  const stop = new AbortController();
  const failed = new Promise<never>((_resolve, reject) => {
    collect(parser, parts, limits, reject);
  });
  // Listened for from the start: the parser counts as closed before it has said what went wrong.
  const closed = new Promise<void>((resolve) => {
    parser.once('close', () => resolve());
  });
  const received = async () => {
    await receive(request, { ...limits, signal: stop.signal }, (chunk) => parser.write(chunk));
    parser.end();
    await closed;
    return Promise.all(parts);
  };
  parser.on('drain', () => request.resume());
  try {
    const entries = await Promise.race([received(), failed]);
    return { kind: 'form', entries: entries.filter((entry) => entry !== null) };
  } catch (error) {
    stop.abort();
    parser.destroy();
    throw error;
  }
}

function createParser({ headers }: BodyRequest, { maxTextBytes, maxFiles = bodyDefaults.maxFiles }: Limits) {
  const sizes = { fieldSize: maxTextBytes, fields: fieldLimits.fields, files: maxFiles };
  try {
    return busboy({ headers, limits: sizes, defParamCharset: 'utf8' });
  } catch (cause) {
    throw malformed(cause);
  }
}

function collect(
  parser: busboy.Busboy,
  parts: Promise<Entry | null>[],
  { maxTextBytes, maxFiles = bodyDefaults.maxFiles, onFile }: Limits,
  fail: (error: unknown) => void,
): void {
  let textBytes = 0;
  parser.on('field', (field: string | undefined, text, { valueTruncated }) => {
    textBytes += Buffer.byteLength(text) + Buffer.byteLength(field ?? '');
    if (valueTruncated || textBytes > maxTextBytes) fail(tooLarge(maxTextBytes));
    else if (field === undefined) fail(malformed());
    else parts.push(Promise.resolve([field, text]));
  });
  parser.on('file', (field: string | undefined, stream, { filename, mimeType }) => {
    // The reader of the stream learns of an error; without this listener it would end the process.
    stream.on('error', () => {});
    const name = filename ?? '';
    if (field === undefined || name === '') return stream.resume();
    const part = pass({ field, name, declaredType: mimeType, stream }, onFile);
    part.catch(fail);
    parts.push(part);
  });
  parser.on('fieldsLimit', () => fail(tooManyFields()));
  parser.on('filesLimit', () => fail(tooManyFiles(maxFiles)));
  parser.on('error', (cause) => fail(malformed(cause)));
}

async function pass(
  file: Parameters<MultipartLimits['onFile']>[0],
  onFile: MultipartLimits['onFile'],
): Promise<Entry | null> {
  const value = await onFile(file);
  skipRest(file.stream);
  return value === undefined ? null : [file.field, value];
}

/** A file that was not read to its end would hold back all that follows. */
const skipRest = (stream: Readable) => stream.resume();

const malformed = (cause?: unknown) => new DomainError('badRequest', 'kernel.field.body.multipart', { cause });

const tooManyFiles = (limit: number) =>
  new DomainError('badRequest', 'kernel.field.body.tooManyFiles', { parameters: { limit } });
