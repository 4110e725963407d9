import { PassThrough, type Readable } from 'node:stream'
import Fastify, { type FastifyRequest } from 'fastify'
import { tenantId } from '../../core/database/database.ts'
import { wantedGrams } from '../../core/identity/search-grams.ts'
import { openKeyRing } from '../../core/secrets/key-register.ts'
import { masterKeysIn } from '../../core/secrets/master-keys.ts'
import { tenantSecrets } from '../../core/secrets/tenant-secrets.ts'
import { exportMembers, importMembers } from './bulk.ts'
import { openHandDatabase, type Row, type Statement } from './database.ts'
import { count, get, list, listByBirth, memberReply, search } from './members.ts'
import { childReply, children } from './organizations.ts'
import { type Visitor, visitors } from './session.ts'
import { changeMember, createMember } from './writes.ts'

// What a good developer would write for these few routes and nothing else: the measure that the product's own are held against.
const database = openHandDatabase(process.env['DATABASE_URL']!)
const visitorOf = visitors(database)
const keyRing = await openKeyRing(process.env['DATABASE_URL']!, masterKeysIn(process.env['DATA_DIR']!), 'aes')
const server = Fastify()

type Query = Record<string, string>

server.get('/members', request => page(request, list, (request.query as Query)['education']!))
server.get('/members/by-birth', request => page(request, listByBirth, (request.query as Query)['education']!))
server.get('/members/search', request => {
  const word = (request.query as Query)['q']!
  return page(request, search, word, [wantedGrams(word)])
})
server.get('/members/count', async request => {
  const visitor = await signedIn(request)
  const [row] = await ask(visitor, count(visitor), (request.query as Query)['education']!)
  const total = Number(row!['total'])
  return { total: total > 10_000 ? '10000+' : total }
})
server.get('/members/:id', async (request, reply) => {
  const visitor = await signedIn(request)
  const [row] = await ask(visitor, get(visitor), (request.params as { id: string }).id)
  return row
    ? reply.header('etag', `"${row['version']}"`).send(memberReply(row, tenantSecrets(keyRing, tenantId(visitor.tenant))))
    : reply.code(404).send()
})
server.post('/members', async (request, reply) => {
  const visitor = await signedIn(request)
  return reply.code(201).send(await createMember(database, visitor, tenantSecrets(keyRing, tenantId(visitor.tenant)), request.body as Row))
})
server.patch('/members/:id', async request => {
  const { id } = request.params as { id: string }
  return changeMember(database, await signedIn(request), id, (request.body as { residence: string }).residence)
})
server.get('/members/export', async (request, reply) => {
  const visitor = await signedIn(request)
  const sheet = new PassThrough()
  exportMembers(
    database,
    visitor,
    tenantSecrets(keyRing, tenantId(visitor.tenant)),
    (request.query as Query)['under']!.split(','),
    sheet,
  ).catch(error => sheet.destroy(error))
  return reply.send(sheet)
})
server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
server.post('/members/import', { bodyLimit: 200_000_000 }, async request => {
  const visitor = await signedIn(request)
  return { created: await importMembers(database, visitor, tenantSecrets(keyRing, tenantId(visitor.tenant)), request.body as Readable) }
})
server.get('/organizations/children', async request => {
  const visitor = await signedIn(request)
  const rows = await ask(visitor, children(visitor), (request.query as Query)['parentId']!)
  return { data: rows.slice(0, 20).map(childReply), page: { after: rows.length > 20 ? cursor(rows[19]!) : null } }
})

async function page(
  request: FastifyRequest,
  statement: (visitor: Visitor) => Statement,
  value: string,
  more: unknown[] = [],
): Promise<unknown> {
  const visitor = await signedIn(request)
  const rows = more.length > 0 ? await found(visitor, statement(visitor), value, more) : await ask(visitor, statement(visitor), value)
  const secrets = tenantSecrets(keyRing, tenantId(visitor.tenant))
  return { data: rows.slice(0, 20).map(row => memberReply(row, secrets)), page: { after: rows.length > 20 ? cursor(rows[19]!) : null } }
}

function ask(visitor: Visitor, statement: Statement, value: string): Promise<Row[]> {
  return database.read(visitor.tenant, statement, [visitor.tenant, value, ...(visitor.path === undefined ? [] : [visitor.path])])
}

function found(visitor: Visitor, statement: Statement, value: string, more: unknown[]): Promise<Row[]> {
  return database.read(visitor.tenant, statement, [visitor.tenant, value, visitor.path ?? null, ...more])
}

function cursor(row: Row): string {
  return Buffer.from(JSON.stringify([row['joined_on'], row['name'], row['id']])).toString('base64url')
}

async function signedIn(request: FastifyRequest): Promise<Visitor> {
  const visitor = await visitorOf(request.headers.authorization)
  if (!visitor) throw Object.assign(new Error('not signed in'), { statusCode: 401 })
  return visitor
}

const address = await server.listen({ host: '127.0.0.1', port: Number(process.env['PORT'] ?? 0) })
process.stdout.write(`http://localhost:${new URL(address).port}\n`)
process.once('SIGTERM', () => void server.close().then(() => database.close()))
