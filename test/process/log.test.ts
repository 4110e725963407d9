import t from 'tap'
import { demoPassword } from '../../demo/seed.ts'
import { revealed } from '../support/reveal.ts'
import { dataFolder, startServer } from '../support/server-process.ts'

t.test('the log tells every request by its route, and nothing of the people it is about', async t => {
  const server = await startServer(t, { DATA_DIR: dataFolder(), LOG_LEVEL: 'trace' })
  const told = server.said()
  const admin = await server.signIn('admin')
  const { body } = await admin.get('/members/members?filter[phone][null]=false&page[size]=1')
  const member = body.data[0]
  const idNumber = await revealed(admin, '/members/members', member.id, 'idNumber')
  const query = encodeURIComponent(member.name)
  await admin.get(`/members/members?q=${query}`)
  await admin.get(`/members/members?filter[idNumber][eq]=${idNumber}`)
  await admin.get(`/members/members/${member.id}`)
  await admin.get(`/nothing-here/${query}`)
  await admin.get(`/%zz${query}`)
  await admin.post('/members/members', { name: member.name, idNumber, phone: member.phone })
  await admin.post('/members/members', { ...member, idNumber, organizationId: member.organization.id })
  await admin.post('/session/codes', { phone: member.phone })
  await t.rejects(server.signIn('admin', { password: 'Falsches-Kennwort-7' }))
  await admin.delete('/session')
  server.signal('SIGINT')
  await server.ended
  const lines = server
    .said()
    .slice(told.length)
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))
  const routes = lines.filter(line => line.msg === 'request').map(line => `${line.method} ${line.route} ${line.status}`)
  t.ok(routes.includes('POST /api/v1/session 201'))
  t.ok(routes.includes('GET /api/v1/members/members/:id 200'))
  t.ok(routes.includes('GET null 404'))
  t.ok(lines.every(line => line.msg !== 'request' || typeof line.reqId === 'string'))
  const log = JSON.stringify(lines)
  for (const secret of [member.name, query, idNumber, member.phone, admin.token!, demoPassword, 'Falsches-Kennwort-7', member.id, '%zz'])
    t.notOk(log.includes(secret), `${secret} stands in no line`)
})
