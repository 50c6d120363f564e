import ipaddr from 'ipaddr.js';
import { ProgrammingError } from '#src/errors.ts';
import type { Destination } from './address-policy.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Matches = (destination: Destination, address: Address) => boolean;

const hostAndPort = /^(?:\[(?<v6>[\da-f:.]+)\]|(?<name>[\w.-]+))(?::(?<port>\d{1,5}))?$/i;

/** One entry of OUTBOUND_ALLOW: `10.0.0.0/8`, `10.1.2.3`, `[fd00::1]:8443`, `lms.campus.internal`, `judge:2358`. */
export function parseAllowEntry(entry: string): Matches {
  if (entry.includes('/')) return withinRange(parseRange(entry));
  if (ipaddr.IPv6.isValid(entry)) return withinRange([ipaddr.IPv6.parse(entry), 128]);
  const { v6, name = '', port } = hostAndPort.exec(entry)?.groups ?? {};
  const literal = v6 ?? name;
  if (ipaddr.IPv4.isValidFourPartDecimal(literal)) return onPort(port, withinRange([ipaddr.IPv4.parse(literal), 32]));
  if (v6 !== undefined && ipaddr.IPv6.isValid(v6)) return onPort(port, withinRange([ipaddr.IPv6.parse(v6), 128]));
  if (!/[a-z]/i.test(name)) throw unreadable(entry);
  return onPort(port, ({ hostname }) => sameName(hostname, name));
}

function parseRange(entry: string) {
  if (!ipaddr.isValidCIDR(entry)) throw unreadable(entry);
  return ipaddr.parseCIDR(entry);
}

const withinRange =
  ([base, bits]: [Address, number]): Matches =>
  (_destination, address) =>
    address.kind() === base.kind() && address.match(base, bits);

function onPort(port: string | undefined, matches: Matches): Matches {
  if (port === undefined) return matches;
  return (destination, address) => portOf(destination) === port && matches(destination, address);
}

const portOf = ({ protocol, port }: Destination) => port || (protocol === 'https:' ? '443' : '80');

const plain = (name: string) => name.toLowerCase().replace(/\.$/, '');
const sameName = (a: string, b: string) => plain(a) === plain(b);

const unreadable = (entry: string) =>
  new ProgrammingError(
    `OUTBOUND_ALLOW: "${entry}" is not an address, a range or a host. Write 10.1.2.3, 10.0.0.0/8, [fd00::1]:8443, lms.campus.internal or judge:2358, without https://.`,
  );
