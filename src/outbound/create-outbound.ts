import { Agent, type Dispatcher } from 'undici';
import { addressPolicy } from './address-policy.ts';
import { call } from './call.ts';
import { agentOptions, checkedAgent } from './checked-agent.ts';
import type { Outbound, OutboundFetch, OutboundOptions } from './outbound.ts';
import { outgoingRequest } from './outgoing-request.ts';

/** The one place from which HTTP leaves. Throws when an entry of `allow` cannot be read; `close` drops open connections. */
export function createOutbound(options: OutboundOptions): Outbound & { close(): Promise<void> } {
  const { allow, production, version, observe = () => {}, ca, lookup } = options;
  const people = checkedAgent({ policy: addressPolicy(allow, production), lookup, ca });
  const operator = new Agent({ ...agentOptions, connect: ca === undefined ? {} : { ca } });
  const fetchThrough =
    (dispatcher: Dispatcher): OutboundFetch =>
    async (input, init = {}) => {
      const limits = { timeoutMs: init.timeoutMs ?? 10_000, maxBytes: init.maxBytes ?? 5_000_000 };
      return call(dispatcher, await outgoingRequest(input, init, `Assay/${version}`), limits, observe);
    };
  return {
    fetch: fetchThrough(people),
    operator: { fetch: fetchThrough(operator) },
    close: async () => {
      await Promise.all([people.destroy(), operator.destroy()]);
    },
  };
}
