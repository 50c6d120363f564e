import { DomainError, type MessageParameters } from '#src/errors.ts';

export interface ArchiveLimits {
  readonly entries: number;
  /** Inflated bytes of one file. */
  readonly entryBytes: number;
  /** Inflated bytes of all files that are opened. */
  readonly totalBytes: number;
  /** Inflated bytes for each compressed byte; the first megabyte of a file is not measured. */
  readonly ratio: number;
  /** Folders and file of one path. */
  readonly depth: number;
}

export const archiveLimits: ArchiveLimits = {
  entries: 1000,
  entryBytes: 10_000_000,
  totalBytes: 100_000_000,
  ratio: 200,
  depth: 10,
};

export type ArchiveReason =
  | 'damaged'
  | 'damagedEntry'
  | 'duplicate'
  | 'encrypted'
  | 'entryTooLarge'
  | 'name'
  | 'ratio'
  | 'tooDeep'
  | 'tooManyEntries'
  | 'totalTooLarge'
  | 'unsupported';

/** An archive that we do not read further; the message names the entry and the limit. */
export const archiveRefused = (reason: ArchiveReason, parameters: MessageParameters = {}, cause?: unknown) =>
  new DomainError('invalid', `kernel.archive.${reason}`, { parameters, cause });

export const megabytes = (bytes: number) => bytes / 1_000_000;
