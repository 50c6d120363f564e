import { MIMEType } from 'node:util';
import { DomainError } from '#src/errors.ts';
import { type Body, bodyDefaults, type BodyLimits, type BodyRequest } from './body.ts';
import { closeAfterAnswer } from './close-after-answer.ts';
import { fieldLimits, tooManyFields } from './field-tree.ts';
import { readMultipart } from './read-multipart.ts';
import { receive } from './receive.ts';
import { refuseUnstorableJson } from './storable-text.ts';

/**
 * Reads the body of a request that no parser has touched: JSON, urlencoded, and multipart where the limits name it. No body
 * at all is the JSON `{}`. Throws DomainError badRequest, payloadTooLarge or unsupportedType as soon as it knows; the
 * connection then ends with the answer, and what is still on its way is not read.
 */
export async function readBody(request: BodyRequest, limits: BodyLimits = {}): Promise<Body> {
  try {
    return await readByType(request, limits);
  } catch (error) {
    closeAfterAnswer(request);
    throw error;
  }
}

async function readByType(request: BodyRequest, limits: BodyLimits): Promise<Body> {
  const { 'content-type': header, 'content-length': length, 'transfer-encoding': coding } = request.headers;
  const isEmpty = coding === undefined && Number(length ?? 0) === 0;
  if (isEmpty && header === undefined) return { kind: 'json', value: {} };
  refuseEncoding(request);
  const type = parseType(header);
  const { maxBytes = bodyDefaults.maxBytes, timeoutMs = bodyDefaults.timeoutMs, multipart, formOnly } = limits;
  if (type.essence === 'multipart/form-data' && multipart) {
    return readMultipart(request, { ...multipart, maxTextBytes: maxBytes, timeoutMs });
  }
  if (type.essence === 'application/x-www-form-urlencoded')
    return parseForm(await readText(request, maxBytes, timeoutMs));
  if (!formOnly && (type.essence === 'application/json' || type.subtype.endsWith('+json'))) {
    return parseJson(await readText(request, maxBytes, timeoutMs));
  }
  throw unsupported(type.essence);
}

function refuseEncoding({ headers }: BodyRequest): void {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') throw new DomainError('unsupportedType', 'kernel.field.body.encoding');
}

function parseType(header = ''): MIMEType {
  try {
    const type = new MIMEType(header);
    const charset = type.params.get('charset')?.toLowerCase() ?? 'utf-8';
    if (charset === 'utf-8' || charset === 'utf8' || charset === 'us-ascii') return type;
  } catch {
    throw unsupported(header);
  }
  throw new DomainError('unsupportedType', 'kernel.field.body.charset');
}

const unsupported = (came: string) =>
  new DomainError('unsupportedType', 'kernel.field.body.type', { parameters: { came: came.slice(0, 100) || '?' } });

async function readText(request: BodyRequest, maxBytes: number, timeoutMs: number): Promise<string> {
  const chunks: Buffer[] = [];
  await receive(request, { maxBytes, timeoutMs }, (chunk) => {
    chunks.push(chunk);
    return true;
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new DomainError('badRequest', 'kernel.field.body.text', { cause });
  }
}

function parseForm(text: string): Body {
  // Counted before they are taken apart: a million names in one body would cost a second.
  if (text.split('&', fieldLimits.fields + 1).length > fieldLimits.fields) throw tooManyFields();
  return { kind: 'form', entries: [...new URLSearchParams(text)] };
}

function parseJson(text: string): Body {
  const value = text.trim() === '' ? {} : parse(text);
  refuseUnstorableJson(value);
  return { kind: 'json', value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DomainError('badRequest', 'kernel.field.body.json', { cause });
  }
}
