import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { cookieOf } from './cookie-of.ts'

const cookieName = 'visiting'
/** Long enough to look a password up. */
const lifetimeSeconds = 1_800
const wellFormed = /^[\w-]{43}$/

/** How the desktop is told of a browser, without learning what it holds. */
export const browserHash = { type: 'string', pattern: wellFormed.source, description: '登录时网站给出的浏览器标记' }

/**
 * Who begins to sign in at the sites gets something to hold that nobody else knows, and comes back with it: a link with another person's ticket
 * opens nothing in his browser. Begun twice, in two windows, it is the same. Gives its hash, and the cookie.
 */
export function markBrowser(request: FastifyRequest): { browser: string; cookie: string } {
  const held = cookieOf(request, cookieName)
  const nonce = held && wellFormed.test(held) ? held : randomBytes(32).toString('base64url')
  const secure = request.protocol === 'https' ? ['Secure'] : []
  const cookie = [`${cookieName}=${nonce}`, 'Path=/-/', 'HttpOnly', 'SameSite=Lax', ...secure, `Max-Age=${lifetimeSeconds}`].join('; ')
  return { browser: hashed(nonce), cookie }
}

/** The hash of what this browser holds; undefined where it has not begun to sign in. */
export function markedBrowser(request: FastifyRequest): string | undefined {
  const held = cookieOf(request, cookieName)
  return held === undefined ? undefined : hashed(held)
}

function hashed(nonce: string): string {
  return createHash('sha256').update(nonce).digest('base64url')
}
