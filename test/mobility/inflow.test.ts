import t from 'tap'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const [secretary, member] = await Promise.all(['secretary', 'member'].map(name => platform.signIn(name)))
const branch = (await member!.get('/core/profile')).body.record.organization.id
const inflow = {
  organizationId: branch,
  name: '流入者',
  idNumber: '11010519491231002X',
  category: 'full',
  home: '中共外省某镇某村支部委员会',
  arrivedOn: '2026-02-01',
}

t.test('who lives here is registered with his home organization, without being a member of the branch', async t => {
  const { status, body } = await secretary!.post('/mobility/inflows', inflow)
  t.equal(status, 201, JSON.stringify(body))
  t.match(body, { state: 'here', sex: '2', idNumber: /\*{4,}/ })
  t.equal((await secretary!.get(`/members/members?filter[name][eq]=${inflow.name}`)).body.data.length, 0)
  t.equal((await member!.get('/mobility/inflows')).status, 403)
  t.equal((await secretary!.post('/mobility/inflows', inflow)).status, 409, 'the same arrival once')
  t.match(await secretary!.post(`/mobility/inflows/${body.id}/transitions/leave`, { endedOn: '2026-05-01' }), {
    status: 200,
    body: { state: 'gone', endedOn: '2026-05-01' },
  })
})
