import type { Outbound, OutboundFetch } from './outbound.ts';
import { OutboundError } from './outbound-error.ts';
import { hostOf } from './outgoing-request.ts';

/** The same outbound, refusing every call while `isTransactionOpen()` says so: no network inside a transaction. */
export function guardOutbound(outbound: Outbound, isTransactionOpen: () => boolean): Outbound {
  const guarded =
    (fetch: OutboundFetch): OutboundFetch =>
    async (input, init) => {
      if (isTransactionOpen()) throw insideTransaction(hostOf(input));
      return fetch(input, init);
    };
  return { fetch: guarded(outbound.fetch), operator: { fetch: guarded(outbound.operator.fetch) } };
}

const insideTransaction = (host: string) =>
  new OutboundError(
    'insideTransaction',
    host,
    'called while a transaction is open. Declare work: "steps", call first, and write with scope.transaction(…) afterwards',
  );
