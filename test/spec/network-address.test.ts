import { describe, expect, it } from 'vitest';
import { isWithin } from '../../src/spec/network-address.js';

describe('an address of the internet', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'])(
    'may be connected to: %s',
    (address) => {
      expect(isWithin('public', address)).toBe(true);
    },
  );
});

describe('an address that is not of the internet', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.0.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:2::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '4000::1',
    'e000::1',
    'localhost',
    '',
  ])('may not: %s', (address) => {
    expect(isWithin('public', address)).toBe(false);
  });

  it.each([
    ['127.0.0.1', 'loopback', true],
    ['::1', 'loopback', true],
    ['10.0.0.1', 'loopback', false],
    ['127.0.0.1', 'private', true],
    ['10.0.0.1', 'private', true],
    ['::ffff:192.168.1.1', 'private', true],
    ['fd12:3456::1', 'private', true],
    ['100.64.0.1', 'private', true],
    ['8.8.8.8', 'private', true],
    ['169.254.169.254', 'private', false],
    ['fd00:ec2::254', 'private', false],
    ['100.100.100.200', 'private', false],
    ['168.63.129.16', 'public', false],
    ['fe80::1', 'private', false],
    ['0.0.0.0', 'private', false],
    ['224.0.0.1', 'private', false],
    ['64:ff9b::7f00:1', 'private', false],
  ] as const)(
    'may where it is allowed, but never where clouds keep credentials: %s, %s',
    (address, reach, may) => {
      expect(isWithin(reach, address)).toBe(may);
    },
  );
});
