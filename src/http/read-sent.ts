import { PassThrough, type Readable } from 'node:stream';
import type { Request } from 'express';
import { DomainError, type FieldProblem } from '#src/errors.ts';
import type { ReceivedFile } from '#src/files/scope-files.ts';
import type { InstallationScope, Scope } from '#src/scope/scope.ts';
import type { Body, UploadedFile } from './input/body.ts';
import { readBody } from './input/read-body.ts';
import { authorize, inTransaction, type Asked } from './perform.ts';
import type { Route } from './route.ts';

/** What came with a request: its fields, and the files that its route takes. */
export interface Sent {
  readonly raw: Body | null;
  /** By field; null where none was chosen. */
  readonly files: Readonly<Record<string, ReceivedFile | null>>;
  /** Why a file was not taken: the form is then refused like for any other field. */
  readonly problems: readonly FieldProblem[];
}

/** A telephone's photo is larger than most limits: it is read to its end, so that the refusal is a sentence and no broken connection. */
const patience = 8;

/** Reads the body. Files are taken only from whoever may come here, and stored before anything is done; without a row they are swept away. */
export async function readSent(
  route: Route,
  req: Request,
  scope: Scope | InstallationScope,
  asked: Pick<Asked, 'params' | 'query'>,
): Promise<Sent> {
  const uses = Object.keys(route.files);
  const nothing = { files: Object.fromEntries(uses.map((name) => [name, null])), problems: [] };
  if (route.method === 'get' || route.body === null) return { ...nothing, raw: null };
  if (uses.length === 0 || scope.organization === null)
    return { ...nothing, raw: await readBody(req, { maxBytes: route.maxBytes, formOnly: route.formOnly }) };
  await inTransaction(scope, (inside) => authorize(route, inside, asked), true);
  return receive(route, req, scope, nothing);
}

async function receive(route: Route, req: Request, scope: Scope, nothing: Omit<Sent, 'raw'>): Promise<Sent> {
  const files = { ...nothing.files };
  const problems: FieldProblem[] = [];
  const onFile = async (file: UploadedFile) => {
    const use = route.files[file.field];
    if (!use) return undefined;
    const source = detached(file.stream);
    try {
      const received = await scope.files.receive(use, { ...file, source });
      files[file.field] = received;
      // Its hash stands for it where two requests are compared.
      return received.sha256;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      file.stream.unpipe(source).resume();
      problems.push({ field: file.field, key: error.key, parameters: error.parameters });
      return undefined;
    }
  };
  const maxBytes = route.maxBytes + patience * Object.values(route.files).reduce((sum, use) => sum + use.maxBytes, 0);
  const multipart = { maxBytes, maxFiles: Object.keys(route.files).length, onFile };
  const raw = await readBody(req, { maxBytes: route.maxBytes, timeoutMs: 60_000, multipart });
  return { raw, files, problems };
}

/** Whoever refuses a file destroys its stream; the parser would wait for the rest of a destroyed one for ever. */
function detached(stream: Readable): PassThrough {
  const copy = new PassThrough();
  const cutOff = (cause?: Error) => void copy.destroy(cause ?? new Error('the file was cut off'));
  stream.on('error', cutOff).on('close', () => void (stream.readableEnded || cutOff()));
  return stream.pipe(copy);
}
