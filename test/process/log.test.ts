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
  await fetch(`${server.sitesUrl}/-/enter?ticket=${admin.token}&name=${query}`)
  await fetch(`${server.sitesUrl}/demo/${query}/${member.phone}?q=${query}`, { headers: { cookie: `visitor=${admin.token}` } })
  await fetch(`${server.sitesUrl}/%zz${query}`)
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
  t.ok(routes.includes('GET /-/enter 401'))
  t.ok(lines.every(line => line.msg !== 'request' || typeof line.reqId === 'string'))
  const log = JSON.stringify(lines)
  for (const secret of [member.name, query, idNumber, member.phone, admin.token!, demoPassword, 'Falsches-Kennwort-7', member.id, '%zz'])
    t.notOk(log.includes(secret), `${secret} stands in no line`)
})

t.test('a day’s work with slow statements and failures leaves no name, number, password, token or query in the log', async t => {
  const server = await startServer(t, { DATA_DIR: dataFolder(), LOG_LEVEL: 'trace', SLOW_QUERY_MS: '0' })
  const told = server.said()
  const admin = await server.signIn('admin')
  const { body: roots } = await admin.get('/core/organizations?filter[parentId][null]=true')
  const secrets = {
    name: '欧阳晓彤',
    phone: '13912345678',
    idNumber: '110105199003075912',
    username: 'ouyangxiaotong',
    password: 'Mingri#Fucha73',
    next: 'Houtian#Fucha84',
    fileName: '欧阳晓彤的名单.csv',
    title: '晓彤同志先进事迹',
  }
  const { name, phone, username, password, next } = secrets
  const made = await admin.post('/core/users', { name, phone, username, organizationId: roots.data[0].id })
  t.equal(made.status, 201)
  const person = await server.signIn(username, { password: 'ABC#123' })
  await person.put('/session/password', { current: 'ABC#123', next })
  for (const wrong of [password, `${password}x`]) await t.rejects(server.signIn(username, { password: wrong }))
  await admin.post('/core/users', { name, phone, username, organizationId: roots.data[0].id })
  await admin.get(`/core/users?q=${encodeURIComponent(name)}`)
  await admin.get(`/core/users?filter[phone][eq]=${phone}&filter[name][like]=${encodeURIComponent(name)}`)
  await admin.get(`/members/members?filter[idNumber][eq]=${secrets.idNumber}`)
  await admin.get(`/core/users?q=${encodeURIComponent(name)}`, { headers: { authorization: `Bearer ${person.token}x` } })
  const good = `党组织名称,类型,名称,授予日期\n${roots.data[0].name},荣誉,${secrets.title},2021-07-01\n`
  const bad = `党组织名称,类型,名称,授予日期\n${name},荣誉,${secrets.title},昨天\n`
  for (const text of [good, bad, `${phone},${name}`])
    await admin.import('/honors/organization-honors', { name: secrets.fileName, content: Buffer.from(text) })
  server.signal('SIGINT')
  await server.ended
  const lines = server
    .said()
    .slice(told.length)
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))
  const log = JSON.stringify(lines)
  for (const secret of [...Object.values(secrets), encodeURIComponent(name), admin.token!, person.token!])
    t.notOk(log.includes(secret), `${secret} stands in no line`)

  const slow = lines.filter(line => line.msg === 'slow query')
  const insert = slow.find(line => line.route === 'POST /api/v1/core/users' && /insert into/.test(line.sql))
  t.match(insert, { reqId: made.headers.get('x-request-id'), ms: Number, tenant: /^[0-9a-f-]{36}$/ }, 'a slow statement names its request')
  t.match(insert.sql, /\$1/)
  t.ok(
    slow.some(line => line.job && line.reqId !== line.job),
    'also one of a job, by the request that asked for it',
  )
  t.ok(slow.some(line => line.route?.startsWith('GET ')))
})
