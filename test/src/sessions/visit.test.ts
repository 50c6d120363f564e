import { describe, expect, it } from '@jest/globals';
import { addressPrefix, oneAddress } from '#src/sessions/visit.ts';

describe('addressPrefix', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:DB8:0001:ffff::', '2001:db8:1::/48'],
    ['fe80::1%eth0', 'fe80::/48'],
    ['', 'unknown'],
    ['not an address', 'unknown'],
  ])('of %p is %p', (ip, prefix) => {
    expect(addressPrefix(ip)).toBe(prefix);
  });
});

describe('oneAddress', () => {
  it.each([
    ['203.0.113.77', '203.0.113.77/32'],
    ['::ffff:203.0.113.77', '203.0.113.77/32'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ])('of %p is %p', (ip, prefix) => {
    expect(oneAddress(ip)).toBe(prefix);
  });
});
