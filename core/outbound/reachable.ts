import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** An address that tenants may not have the server speak to. */
export class Unreachable extends Error {}

const closed: [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
]

/** How names are looked up: by the machine's own means, unless a test has others. */
export type LookUp = (
  name: string,
  options: LookupAllOptions,
  answer: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

const open = new BlockList()
open.addSubnet('2000::', 3, 'ipv6')
const notOpen = new BlockList()
for (const [network, bits, family] of closed) notOpen.addSubnet(network, bits, family)
// Within the range that is routed: for documents, and such as carry an address of version 4 in them.
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notOpen.addSubnet(network, bits, 'ipv6')

/** Whether an address is the public internet's, or within one of the networks that are permitted besides (`10.0.0.0/8`). */
export function isReachable(address: string, permitted: readonly string[]): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  if (isIP(address) === 0) return false
  if (isWithin(address, permitted)) return true
  return !notOpen.check(address, family) && (family === 'ipv4' || open.check(address, 'ipv6'))
}

/** Whether it is within one of these networks. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  const list = new BlockList()
  for (const network of networks) {
    const [from = '', bits] = network.split('/')
    list.addSubnet(from, Number(bits), isIP(from) === 6 ? 'ipv6' : 'ipv4')
  }
  return isIP(address) !== 0 && list.check(address, family)
}

/**
 * Looks a name up for a connection, and gives only addresses that may be reached: what was looked at is what is connected to, so that a name
 * that changes its mind in between leads nowhere.
 */
export function reachableLookup(permitted: readonly string[], lookUp: LookUp = lookup): LookupFunction {
  return (name, options, answer) =>
    lookUp(name, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, '', 0)
      const refused = found.find(({ address }) => !isReachable(address, permitted))
      const [first] = found
      if (refused || !first) return answer(new Unreachable(`${name} leads to where tenants may not lead`), '', 0)
      return options.all ? answer(null, found) : answer(null, first.address, first.family)
    })
}
