import { extensionPoint } from '#src/extension.ts';

/** How one kind of outgoing job is told to an operator who decides whether it may leave. */
export interface OutgoingPreview {
  /** Name of the job. */
  readonly job: string;
  /** A short line without secrets: what would leave, and where to. `data` has been read with the job's own schema. */
  readonly describe: (data: never) => string;
}

export const outgoingPreview = extensionPoint<OutgoingPreview>('kernel.outgoingPreview');
