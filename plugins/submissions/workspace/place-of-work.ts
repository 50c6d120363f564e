import type { z } from 'zod';
import type { Reply } from '#src/http/reply.ts';
import type { Scope } from '#src/scope/scope.ts';
import type { WorkspaceOptions } from './workspace-of.ts';

/** Where somebody works on a problem: everything that the workspace asks for lies below it, and is allowed by it. */
export interface PlaceOfWork {
  readonly problemId: string;
  readonly versionId: string;
  /** The newest of its statement, where whoever looked the place up has read it. */
  readonly revision?: number;
  /** The address below which `submissions`, `runs` and `drafts` lie. */
  readonly base: string;
  /** The page itself. */
  readonly solve: string;
  /** Where one comes from. */
  readonly back: string;
  /** As it stands at what is made there; null for the problem itself. */
  readonly place: { readonly kind: string; readonly id: string } | null;
}

/** A kind of places, whose routes lie below `path`. */
export interface WorkPlaces<Shape extends z.ZodRawShape, Place extends PlaceOfWork = PlaceOfWork> {
  /** With the names of `params`: `/problems/:problemId`. */
  readonly path: string;
  readonly params: Shape;
  /** The place, if the actor may work there. */
  readonly allow: (scope: Scope, params: z.output<z.ZodObject<Shape>>) => Promise<Place | null>;
  /** Its page. */
  readonly draw: (
    scope: Scope,
    place: Place,
    options: Pick<WorkspaceOptions, 'language' | 'refused'>,
  ) => Promise<Reply>;
}

/** The addresses that the page of a place uses. */
export const pathsOfWork = ({ base, solve, back }: PlaceOfWork) => ({
  back,
  solve,
  submit: `${base}/submissions`,
  run: `${base}/runs`,
  draft: `${base}/drafts`,
  attempts: `${base}/submissions`,
});
