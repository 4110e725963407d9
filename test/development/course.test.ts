import t from 'tap'
import { addMonths } from '../../core/identity/dates.ts'
import { developments, startDevelopment, today } from './course.ts'

const platform = await startDevelopment(t)
const { admin, branch, committee, apply, reach, act, wait } = platform
const read = async (id: string) => (await admin.get(`${developments}/${id}`)).body

t.test('a person goes through all twenty-five steps and ends as a full member', async t => {
  const { id, state, step, stage } = await apply()
  t.same([state, step, stage], ['apply', 1, 'application'])
  await reach(id, 'department-filing')
  const admitted = await read(id)
  t.equal(admitted.probationEndsOn, addMonths(today, 12), 'the probation counts from the meeting')
  await reach(id, 'completed')
  const { body } = await admin.get(`${developments}/${id}/timeline`)
  t.equal(new Set(body.data.flatMap((one: { from?: { code: string } }) => one.from?.code ?? [])).size, 25)
  t.match(await read(id), { stage: 'ended', step: null })
})
