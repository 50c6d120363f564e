import ipaddr from 'ipaddr.js';
import { parseAllowEntry } from './allow-entry.ts';

export interface Destination {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
}

/** Why this address must not be called for that destination, as a sentence; null when it may be. */
export type AddressPolicy = (destination: Destination, address: string) => string | null;

/**
 * https to public addresses, and whatever the operator allowed (then http too). Outside production loopback is allowed
 * from the start, so that the demo's LMS can be called. Throws when an entry of `allow` cannot be read.
 */
export function addressPolicy(allow: readonly string[], production: boolean): AddressPolicy {
  const loopback = production ? [] : ['127.0.0.0/8', '::1/128'];
  const entries = [...allow, ...loopback].map(parseAllowEntry);
  return (destination, text) => {
    const address = parseAddress(text);
    if (address === null) return 'its name does not resolve to an address';
    if (entries.some((matches) => matches(destination, address))) return null;
    if (!isPublic(address))
      return 'is a private address; if it is meant to be called, an operator adds it to OUTBOUND_ALLOW';
    if (destination.protocol !== 'https:')
      return 'only https is called; use https://, or an operator adds the host to OUTBOUND_ALLOW';
    return null;
  };
}

/** `process` also unwraps IPv4-mapped IPv6, so that ::ffff:10.0.0.1 is judged as 10.0.0.1. */
function parseAddress(text: string) {
  return ipaddr.isValid(text) ? ipaddr.process(text) : null;
}

/** 2000::/3 is all of IPv6 that is assigned to the public internet; "unicast" alone would let `::127.0.0.1` pass. */
function isPublic(address: ipaddr.IPv4 | ipaddr.IPv6) {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
}
