import { pipeline, Transform } from 'node:stream'
import type { preParsingHookHandler } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, of an operation that keeps it. */
    keptBody?: () => string
  }
}

/** Keeps the bytes of a body while they are read: what a signature is over, no parsing gives back. */
export const keepBody: preParsingHookHandler = (request, _reply, payload, done) => {
  const chunks: Buffer[] = []
  request.keptBody = () => Buffer.concat(chunks).toString('utf8')
  const kept = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      chunks.push(chunk)
      next(null, chunk)
    },
  })
  // Whoever reads `kept` is told when the sender broke off.
  pipeline(payload, kept, () => {})
  done(null, kept)
}
