import t from 'tap'
import { addMonths } from '../../core/identity/dates.ts'
import { newUser, roleNamed } from '../isolation/people.ts'
import type { Body } from '../support/client.ts'
import { developments, legal, paperOf, reviewed, reviews, startDevelopment, today } from './course.ts'
import { laterShortcuts, lateShortcuts, type Shortcut, shortcuts } from './shortcuts.ts'

const platform = await startDevelopment(t)
const { admin, branch, committee, department, apply, reach, act, wait, say, contacts, probationer } = platform
const who = { branch, committee, department }
const stateOf = async (id: string) => (await admin.get(`${developments}/${id}`)).body.state

/** Tries everything that is forbidden in the steps of one person, and lets him go on legally from one to the next. */
async function tryAll(id: string, tried: Shortcut[]): Promise<void> {
  for (const [step, some] of Map.groupBy(tried, one => one.step)) {
    await reach(id, step)
    const { event, by, wait: most = 0, ...legally } = legal[step]!
    let waited = 0
    let isReviewed = reviewed[step] === undefined
    const until = async (months: number) => {
      if (months > waited) await wait(id, months - waited)
      waited = Math.max(months, waited)
    }
    const review = async () => {
      if (!isReviewed) await act(branch, id, reviewed[step]!.event, { [reviewed[step]!.field]: reviews() })
      isReviewed = true
    }
    const says = () => say({ event, by, ...legally })
    for (const one of some) {
      await until(one.wait ?? most)
      if (!one.unreviewed) await review()
      const isElsewhere = one.event !== undefined && Object.keys(one.says).length === 0
      const reply = await act(who[one.by ?? by], id, one.event ?? event, isElsewhere ? {} : { ...says(), ...one.says })
      const told = JSON.stringify(reply.body)
      t.ok(reply.status === (one.status ?? 409) && one.told.test(told), `${step}: ${one.what}: ${reply.status} ${reply.body.detail}`)
      t.equal(await stateOf(id), step, 'and it stays where it is')
    }
    await until(most)
    await review()
    if (waited <= most) t.equal((await act(who[by], id, event, says())).status, 200, `${step}: and what is right is taken`)
  }
}

t.test('every forbidden shortcut to probationary membership is refused in clear words', async () => {
  await tryAll((await apply()).id, shortcuts({ contacts, probationer }))
})

t.test('and every one to full membership', async () => {
  const { id } = await apply()
  await reach(id, 'department-filing')
  await tryAll(id, laterShortcuts)
  const another = await apply()
  await tryAll(another.id, lateShortcuts)
})

t.test('nobody may apply who is too young, or to an organization that may not admit', async t => {
  const born = addMonths(today, -12 * 18 + 1)
  const young = { organizationId: platform.branchId, name: '小年轻', idNumber: platform.idNumber(born), appliedOn: today }
  t.match(await branch.post(developments, young), { status: 422, body: { detail: '递交入党申请书时未满十八周岁' } })
  const temporary = await made({ parentId: platform.committeeId, name: '中共某工地临时支部委员会', category: '931' })
  const general = await made({ parentId: platform.committeeId, name: '中共某厂总支部委员会', category: '621' })
  for (const organizationId of [temporary, general, platform.committeeId])
    t.match(await admin.post(developments, { organizationId, name: '周某', idNumber: platform.idNumber(), appliedOn: today }), {
      status: 422,
      body: { errors: [{ pointer: '/organizationId', detail: /临时党组织、党小组不能接收党员/ }] },
    })
})

t.test('without a paper, nothing begins', async t => {
  const { id } = await apply({ application: [] })
  t.match(await act(branch, id, 'submit', { appliedOn: today }), { status: 409, body: { detail: '缺少入党申请书' } })
})

async function made(body: Body): Promise<string> {
  return (await admin.post('/core/organizations', { shortName: body.name, ...body })).body.id
}

t.test('a general branch between the branch and its committee approves nothing', async t => {
  const between = await made({ parentId: platform.committeeId, name: '中共某公司总支部委员会', category: '621' })
  const below = await made({ parentId: between, name: '中共某公司一车间支部委员会', category: '631' })
  const chief = await newUser(platform, admin, 'dev-general', [
    { roleId: await roleNamed(admin, 'org-admin'), organizationId: between, scope: 'subtree' },
  ])
  const paper = await paperOf(admin)
  const asked = {
    organizationId: below,
    name: '吴某',
    idNumber: platform.idNumber(),
    appliedOn: today,
    application: [paper],
  }
  const { body } = await admin.post(developments, asked)
  t.equal(body.committee.id, platform.committeeId)
  const step = (event: string, says: Body) => act(admin, body.id, event, says)
  await step('submit', { appliedOn: asked.appliedOn })
  await wait(body.id, 4)
  await step('record-talk', { talkedOn: today, talkers: '支部书记', talkRecord: [paper] })
  await step('determine-activist', { recommendedBy: 'league', activistOn: today, recommendation: [paper], activistMinutes: [paper] })
  const filed = { activistFiledOn: today, activistFiling: [paper] }
  t.match(await act(chief, body.id, 'file-activist', filed), { status: 403, body: { detail: '这一步不由您办理' } })
  t.equal((await act(committee, body.id, 'file-activist', filed)).body.state, 'contacts')
})
