import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';

/** A request as Express hands it over, its body not read yet. */
export type BodyRequest = IncomingMessage & { readonly res?: ServerResponse | undefined };

export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly entries: readonly (readonly [string, string])[] };

export interface BodyLimits {
  /** What is held in memory: a JSON document, or all texts of a form. 1 MB without it. */
  readonly maxBytes?: number;
  /** From the first byte to the last, 15 s without it. */
  readonly timeoutMs?: number;
  /** Refuses JSON. */
  readonly formOnly?: boolean;
  /** Only with it are forms with files taken. */
  readonly multipart?: MultipartLimits;
}

export interface MultipartLimits {
  /** The whole body, files and texts. */
  readonly maxBytes: number;
  /** 20 without it. */
  readonly maxFiles?: number;
  /** Must read the stream to its end or throw. A text that it resolves to (an id) becomes the value of the field. */
  readonly onFile: (file: UploadedFile) => Promise<string | undefined>;
}

/** A file on its way in. Nothing about it is checked: name and type are what the sender says. */
export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly declaredType: string;
  readonly stream: Readable;
}

export const bodyDefaults = { maxBytes: 1_000_000, timeoutMs: 15_000, maxFiles: 20 } as const;
