import t from 'tap'
import { startPlatform } from '../support/platform.ts'

const platform = await startPlatform(t)
const [secretary, member] = await Promise.all(['secretary', 'member'].map(name => platform.signIn(name)))
const own = (await member!.get('/core/profile')).body.record

for (const [kind, path, values] of [
  ['pledge', '/pledges/pledges', { content: '有事找我，当天回话。' }],
  ['study note', '/study-notes/study-notes', { title: '读书札记', content: '读后有感。' }],
] as const)
  t.test(`a ${kind} is recommended by the branch, not by its writer, and stays his to change`, async t => {
    const { body: made } = await member!.post(path, { memberId: own.id, ...values })
    t.match(made, { recommendation: 'plain' })
    const one = `${path}/${made.id}`
    t.equal((await member!.post(`${one}/transitions/recommend`)).status, 403)
    t.equal((await member!.patch(one, { recommendation: 'recommended' })).status, 422)
    t.match(await secretary!.post(`${one}/transitions/recommend`), { status: 200, body: { recommendation: 'recommended' } })
    t.equal((await secretary!.post(`${one}/transitions/recommend`)).status, 409, 'once')
    t.match(await member!.patch(one, { content: '改过的一句。' }), { status: 200, body: { recommendation: 'recommended' } })
    t.match(await secretary!.post(`${one}/transitions/take-back`), { status: 200, body: { recommendation: 'plain' } })
    t.match(
      (await member!.get(`${one}/timeline`)).body.data.map((step: { event: string }) => step.event),
      { length: 3 },
    )
  })
