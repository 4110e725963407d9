import { readFileSync } from 'node:fs'
import Fastify from 'fastify'

// The least that a page can be served with: one route, bytes in memory.
const bytes = readFileSync(process.env['PAGE']!)
const server = Fastify()
server.get('/*', (_request, reply) => reply.header('content-encoding', 'br').type('text/html; charset=utf-8').send(bytes))
await server.listen({ port: Number(process.env['PORT']), host: process.env['HOST'] })
const address = server.server.address()
process.stdout.write(`http://localhost:${typeof address === 'object' ? address!.port : address}\n`)
process.once('SIGTERM', () => void server.close())
