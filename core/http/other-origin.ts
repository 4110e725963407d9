import type { FastifyRequest } from 'fastify'
import { defineProblem } from '../problem.ts'

const otherOrigin = defineProblem('request.other-origin', 403, '请求来自其他网站，已拒绝')

/**
 * A browser sends its cookie to us from any page: only pages of the same origin may change things with it. Cookies do not tell ports apart, origins do:
 * a page of the sites is another one than the desktop on the same host.
 * @throws otherOrigin
 */
export function refuseOtherOrigin({ headers: { origin, host } }: FastifyRequest): void {
  // `null` is what a sandboxed frame or a local file calls itself.
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) throw otherOrigin()
}
