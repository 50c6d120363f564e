import { z } from 'zod';
import type { View } from '#src/views.ts';
import type { Handled } from '../handled.ts';
import type { Reply } from '../reply.ts';
import type { Route } from '../route.ts';

type Drawn = Extract<Reply, { kind: 'view' | 'created' }>;
type Plain = Extract<Handled, { kind: 'redirect' | 'signedOut' | 'nothing' | 'afterwards' }>;
type Named<R> = R extends Drawn ? Omit<R, 'view'> & { readonly view: string } : never;

/** A reply as it is stored: before it became a page, a fragment or JSON, so that a repeat is drawn for whoever reads it then. */
export type KeptReply = Named<Drawn> | Plain | { readonly kind: 'notKept' };

/** What may be stored of a reply: no secret, and no bytes. */
export function keptReply(route: Route, reply: Handled): KeptReply {
  if (route.secretAnswer) return notKept;
  switch (reply.kind) {
    case 'view':
    case 'created':
      // The schema drops what is not meant for readers before it is stored, as it does before it leaves as JSON.
      return { ...reply, view: reply.view.name, data: reply.view.schema.parse(reply.data) };
    case 'redirect':
    case 'signedOut':
    case 'nothing':
    case 'afterwards':
      return reply;
    case 'away':
    case 'signedIn':
    case 'download':
    case 'document':
    case 'stream':
      return notKept;
  }
}

const notKept = { kind: 'notKept' } as const;

/** The reply again, or null for one that was made and not kept. */
export function replyFrom(kept: KeptReply): Handled | null {
  switch (kept.kind) {
    case 'notKept':
      return null;
    case 'view':
    case 'created':
      return { ...kept, view: { name: kept.view, schema: z.unknown() } satisfies View };
    case 'redirect':
    case 'signedOut':
    case 'nothing':
    case 'afterwards':
      return kept;
  }
}
