import { describe, expect, it } from '@jest/globals';
import { addressPolicy, type Destination } from '#src/outbound/address-policy.ts';

const https: Destination = { protocol: 'https:', hostname: 'lms.example', port: '' };
const http: Destination = { ...https, protocol: 'http:' };
const production = addressPolicy([], true);

const privateAddresses = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '100.127.255.254',
  '127.0.0.1',
  '127.255.0.1',
  '169.254.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:10.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:169.254.169.254',
  '64:ff9b::a00:1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:a00:1::',
  '2002:7f00:1::',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '4000::1',
];

describe('addresses that people may name', () => {
  it.each(privateAddresses)('do not include %s', (address) => {
    expect(production(https, address)).toMatch(/private address.*OUTBOUND_ALLOW/);
    expect(addressPolicy(['0.0.0.0/0', '::/0'], true)(http, address)).toBeNull();
  });

  it.each([
    '8.8.8.8',
    '93.184.216.34',
    '172.32.0.1',
    '192.169.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
    '::ffff:8.8.8.8',
  ])('include %s, by https only', (address) => {
    expect(production(https, address)).toBeNull();
    expect(production(http, address)).toMatch(/only https/);
  });

  it('include loopback outside production, by http too', () => {
    const development = addressPolicy([], false);
    for (const address of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])
      expect(development(http, address)).toBeNull();
    for (const address of ['0.0.0.0', '::', '10.0.0.1']) expect(development(http, address)).not.toBeNull();
  });

  it('do not include what is no address', () => {
    expect(production(https, 'localhost')).toMatch(/does not resolve/);
  });
});

describe('OUTBOUND_ALLOW', () => {
  const allows = (entry: string, destination: Partial<Destination>, address: string) =>
    addressPolicy([entry], true)({ ...https, ...destination }, address) === null;

  it('takes ranges and addresses of both families', () => {
    expect(allows('10.1.0.0/16', {}, '10.1.2.3')).toBe(true);
    expect(allows('10.1.0.0/16', {}, '::ffff:10.1.2.3')).toBe(true);
    expect(allows('10.1.0.0/16', {}, '10.2.2.3')).toBe(false);
    expect(allows('10.1.0.0/16', {}, 'fd00::1')).toBe(false);
    expect(allows('10.1.2.3', {}, '10.1.2.3')).toBe(true);
    expect(allows('10.1.2.3', {}, '10.1.2.4')).toBe(false);
    expect(allows('fd00::/8', {}, 'fd12::1')).toBe(true);
    expect(allows('fd00::1', {}, 'fd00::1')).toBe(true);
    expect(allows('[fd00::1]', {}, 'fd00::2')).toBe(false);
  });

  it('takes host names exactly, whatever they resolve to', () => {
    expect(allows('LMS.example', {}, '10.1.2.3')).toBe(true);
    expect(allows('lms.example', { hostname: 'LMS.EXAMPLE.' }, '10.1.2.3')).toBe(true);
    expect(allows('lms.example', { protocol: 'http:' }, '10.1.2.3')).toBe(true);
    expect(allows('lms.example', { hostname: 'evil-lms.example' }, '10.1.2.3')).toBe(false);
    expect(allows('lms.example', { hostname: 'a.lms.example' }, '10.1.2.3')).toBe(false);
  });

  it('takes a port, which is then the only one', () => {
    expect(allows('judge:2358', { hostname: 'judge', port: '2358' }, '10.1.2.3')).toBe(true);
    expect(allows('judge:2358', { hostname: 'judge', port: '2359' }, '10.1.2.3')).toBe(false);
    expect(allows('lms.example:443', {}, '10.1.2.3')).toBe(true);
    expect(allows('lms.example:443', { protocol: 'http:' }, '10.1.2.3')).toBe(false);
    expect(allows('10.1.2.3:8080', { port: '8080' }, '10.1.2.3')).toBe(true);
    expect(allows('10.1.2.3:8080', {}, '10.1.2.3')).toBe(false);
    expect(allows('[fd00::1]:8443', { port: '8443' }, 'fd00::1')).toBe(true);
    expect(allows('[fd00::1]:8443', { port: '8444' }, 'fd00::1')).toBe(false);
  });

  it.each([
    '10.0.0.0/33',
    '10.0.0',
    '10',
    'https://lms.example',
    '*.lms.example',
    'lms.example/24',
    '',
    '256.1.1.1',
    '[10.1.2.3',
  ])('refuses %j with the forms that it takes', (entry) => {
    expect(() => addressPolicy([entry], true)).toThrow(/OUTBOUND_ALLOW: ".*" is not an address.*10\.0\.0\.0\/8/);
  });
});
