import ipaddr from 'ipaddr.js';

/** Which addresses may be connected to: those of the internet, those of this machine too, or of its networks too. */
export type Reach = 'public' | 'loopback' | 'private';

const reached: Readonly<Record<Reach, readonly string[]>> = {
  public: ['unicast'],
  loopback: ['unicast', 'loopback'],
  private: ['unicast', 'loopback', 'private', 'uniqueLocal', 'carrierGradeNat'],
};

// Where clouds hand out credentials, outside of the link-local range.
const credentialServers = new Set(['fd00:ec2::254', '100.100.100.200', '168.63.129.16']);

/**
 * Whether an IP address may be connected to. Link-local ones never may, where clouds keep their credentials, nor those
 * in which another address is wrapped for a translator.
 */
export function isWithin(reach: Reach, text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  // An IPv4 address may come as one of IPv6.
  const address = ipaddr.process(text);
  if (credentialServers.has(address.toString())) return false;
  const range = address.range();
  // Of IPv6, the internet is in this eighth alone, whatever becomes of the rest.
  if (range === 'unicast' && address.kind() === 'ipv6') return (address.toByteArray()[0] ?? 0) >> 5 === 1;
  return reached[reach].includes(range);
}
