import ipaddr from 'ipaddr.js';

/** From where somebody signs in. */
export interface Visit {
  readonly ip: string;
  readonly userAgent: string | null;
}

/** The neighbourhood of an address, in which one person moves: /24 of IPv4, /48 of IPv6. */
export const addressPrefix = (ip: string) => prefix(ip, { ipv4: 24, ipv6: 48 });

/** What counts as one address: of IPv4 the address, of IPv6 the /48, because a site is free to use all of it. */
export const oneAddress = (ip: string) => prefix(ip, { ipv4: 32, ipv6: 48 });

/** What is no address (a socket, a broken proxy) is one neighbourhood, so that nobody escapes a limit with it. */
function prefix(ip: string, bits: { ipv4: number; ipv6: number }) {
  const [bare = ''] = ip.split('%');
  if (!ipaddr.isValid(bare)) return 'unknown';
  const address = ipaddr.process(bare);
  const kind = address.kind();
  const family = kind === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6;
  return `${family.networkAddressFromCIDR(`${address.toString()}/${bits[kind]}`).toString()}/${bits[kind]}`;
}
