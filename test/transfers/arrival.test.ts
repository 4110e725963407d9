import t from 'tap'
import type { Body, Client } from '../support/client.ts'
import { startWithTransfers } from './transfers.ts'

const arrivals = '/transfers/arrivals'
const { admin, to, from } = await startWithTransfers(t)

const letter = {
  organizationId: to.branch,
  name: '王新来',
  idNumber: '11010519491231002X',
  category: 'full',
  joinedOn: '1975-07-01',
  regularOn: '1976-07-01',
  sender: '中共外省某市某街道工作委员会',
  letterNumber: '某组介〔2026〕0012号',
  letterOn: '2026-03-01',
  validDays: 30,
  arrivedOn: '2026-03-20',
  duesPaidTo: '2026-02',
}
const act = (who: Client, id: string, event: string, said: Body = {}) => who.post(`${arrivals}/${id}/transitions/${event}`, said)
const register = (change: Body = {}) => to.secretary.post(arrivals, { ...letter, ...change })

t.test('who comes with a letter from outside is a member when the branch has taken him in, and not before', async t => {
  const { body } = await register()
  t.match(body, { state: 'draft', committee: { id: to.committee }, validUntil: '2026-03-31', duesFrom: '2026-03', sex: '2' })
  t.equal((await register()).status, 409, 'a letter is registered once')
  await act(to.secretary, body.id, 'submit')
  t.match(await act(to.secretary, body.id, 'accept'), { status: 403 })
  t.equal((await act(to.chief, body.id, 'accept')).body.state, 'joining')
  const members = async () => (await admin.get(`/members/members?filter[name][eq]=${encodeURIComponent(letter.name)}`)).body.data
  t.equal((await members()).length, 0)
  const replies = await Promise.all(Array.from({ length: 10 }, () => act(to.secretary, body.id, 'join')))
  t.equal(replies.filter(reply => reply.status === 200).length, 1)
  const [made, ...more] = await members()
  t.same(more, [])
  t.match(made, { organization: { id: to.branch }, joinedOn: '1975-07-01', regularOn: '1976-07-01', birthOn: '1949-12-31' })
  t.match((await to.chief.get(`${arrivals}/${body.id}`)).body, { state: 'done', member: { id: made.id }, receiptOn: /^\d{4}-/ })
  const second = (await register({ letterNumber: '某组介〔2026〕0013号' })).body
  await act(to.secretary, second.id, 'submit')
  await act(to.chief, second.id, 'accept')
  t.match(
    await act(to.secretary, second.id, 'join'),
    { status: 409, body: { errors: [{ code: 'duplicate-id' }] } },
    'who is a member already is not one twice',
  )
  t.equal((await to.chief.get(`${arrivals}/${second.id}`)).body.state, 'joining')
})

for (const [what, change, code] of [
  ['for a committee in place of a branch', { organizationId: to.committee }, 'not-a-branch'],
  ['valid for too long', { validDays: 120, arrivedOn: '2026-03-20' }, 'valid-too-long'],
  ['that had expired', { arrivedOn: '2026-04-15' }, 'letter-expired'],
  ['of the future', { letterOn: '2099-01-01', arrivedOn: '2099-01-02' }, 'letter-in-future'],
  ['of someone on probation without his papers', { category: 'probationary', regularOn: undefined }, 'no-file-note'],
] as const)
  t.test(`a letter ${what} is refused`, async t => {
    const reply = await to.chief.post(arrivals, { ...letter, letterNumber: `某组介〔2026〕${code}`, ...change })
    t.equal(reply.status, 422)
    t.ok(
      reply.body.errors.some((error: { code: string }) => error.code === code),
      JSON.stringify(reply.body.errors),
    )
  })

t.test('other branches are told nothing of it', async t => {
  const { body } = await from.secretary.get(`${arrivals}?page[size]=100`)
  t.notOk(body.data.some((one: Body) => one.name === letter.name))
})
