import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { Agent, Pool, buildConnector } from 'undici';
import ipaddr from 'ipaddr.js';
import type { AddressPolicy } from './address-policy.ts';
import { OutboundError } from './outbound-error.ts';

export type Lookup = (hostname: string) => Promise<readonly { address: string; family: number }[]>;

interface CheckedOptions {
  readonly policy: AddressPolicy;
  readonly lookup?: Lookup | undefined;
  readonly ca?: string | undefined;
}

/** Every time limit is ours (one for the whole call), so undici's own are off; HTTP/2 is off so that an abort ends its connection. */
export const agentOptions = { headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: 16_384, allowH2: false } as const;

/** An agent that connects only to addresses which the policy accepts: the address that was checked is the one connected to. */
export function checkedAgent({ policy, lookup = systemAddresses, ca }: CheckedOptions): Agent {
  return new Agent({
    ...agentOptions,
    factory: (origin) => new Pool(origin, { ...agentOptions, connect: connectorTo(new URL(origin)) }),
  });

  function connectorTo(origin: URL): buildConnector.connector {
    const hostname = origin.hostname.replace(/^\[|\]$/g, '');
    const refusalOf = (address: string) => policy({ protocol: origin.protocol, hostname, port: origin.port }, address);
    const literalRefusal = ipaddr.isValid(hostname) ? refusalOf(hostname) : null;
    if (literalRefusal !== null) return (_options, done) => done(refused(origin, literalRefusal), null);
    return buildConnector({
      allowH2: false,
      lookup: pinnedLookup(origin, lookup, refusalOf),
      ...(ca === undefined ? {} : { ca }),
    });
  }
}

/** Answers a socket's question for addresses with checked ones only; the socket asks nobody else. */
function pinnedLookup(origin: URL, lookup: Lookup, refusalOf: (address: string) => string | null): LookupFunction {
  const checked = callbackify(async (hostname: string) => {
    const found = (await lookup(hostname)).map((entry) => ({ ...entry, refusal: refusalOf(entry.address) }));
    const accepted = found.filter((entry) => entry.refusal === null);
    if (accepted.length === 0) throw refused(origin, found[0]?.refusal ?? 'its name does not resolve to an address');
    return accepted.map(({ address, family }) => ({ address, family }));
  });
  return (hostname, options, done) =>
    checked(hostname, (error, addresses) => {
      if (error !== null || options.all) return done(error, addresses);
      return done(null, addresses[0]!.address, addresses[0]!.family);
    });
}

const systemAddresses: Lookup = (hostname) => systemLookup(hostname, { all: true });

const refused = (origin: URL, sentence: string) => new OutboundError('refused', origin.host, sentence);
