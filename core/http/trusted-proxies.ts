import { BlockList, isIPv6 } from 'node:net'
import { BoundedCache } from '../bounded-cache.ts'

/**
 * Whether an address is that of a proxy whose `X-Forwarded-*` and `X-Request-Id` are believed. Addresses and ranges as in
 * `10.0.0.7`, `10.0.0.0/8`; `loopback` is this machine.
 */
export function trustedProxies(list: string[]): (address: string) => boolean {
  const known = new BlockList()
  for (const entry of list.flatMap(one => (one === 'loopback' ? ['127.0.0.0/8', '::1'] : [one]))) {
    const [address = '', bits] = entry.split('/')
    if (bits === undefined) known.addAddress(address, familyOf(address))
    else known.addSubnet(address, Number(bits), familyOf(address))
  }
  // Asked of every request, mostly of the proxy in front.
  const judged = new BoundedCache<boolean>(1_000)
  return address => judged.of(address, () => isKnown(address))

  function isKnown(address: string): boolean {
    // How a socket for both families names an address of version 4.
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
    return known.check(plain, familyOf(plain))
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}
