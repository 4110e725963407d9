import type { IncomingMessage } from 'node:http'

const wellFormed = /^[\w.=-]{8,64}$/

/** The id that a trusted proxy gave the request, so that its log and ours speak of the same; else one of our own. */
export function requestIds(trusts: (address: string) => boolean): (request: IncomingMessage) => string {
  return ({ headers, socket }) => {
    const given = headers['x-request-id']
    return typeof given === 'string' && wellFormed.test(given) && trusts(socket.remoteAddress ?? '') ? given : crypto.randomUUID()
  }
}
