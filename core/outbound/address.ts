import { isIP } from 'node:net'
import { isReachable, isWithin } from './reachable.ts'

/**
 * Why nothing may go to an address by a tenant's wish; undefined where it may. What a name leads to is seen when it is connected to.
 * Within permitted networks `http` will do for all.
 */
export function addressProblem(
  address: string,
  permitted: readonly string[],
  { schemes }: { schemes: readonly ('http' | 'https')[] },
): string | undefined {
  if (!URL.canParse(address)) return '应是完整的网址'
  const { protocol, hostname, username, password, hash } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '')
  const inside = isIP(host) !== 0 && isWithin(host, permitted)
  const scheme = schemes.find(one => protocol === `${one}:`)
  if (!scheme && !(protocol === 'http:' && inside)) return `应以 ${schemes.map(one => `${one}://`).join(' 或 ')} 开头`
  if (username || password) return '网址中不能有账号和密码'
  if (hash) return '网址中不能有 # 后面的部分'
  if ((isIP(host) !== 0 && !isReachable(host, permitted)) || /^localhost\.?$|\.localhost\.?$/i.test(host)) return '不能是本机或内网的地址'
  return undefined
}
