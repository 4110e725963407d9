import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import t from 'tap'
import { examine } from '../consistency/examine.ts'
import { isAlike, mayStaySilent } from './may-stay-silent.ts'
import { type Described, hostileRequest, type Planned, plainRequest, type Who } from './requests.ts'
import { closeConnections } from './send.ts'
import { forbiddenRows } from './stored.ts'
import { startWorld, type World } from './world.ts'

// HOSTILE_SEED and HOSTILE_REQUESTS repeat a walk, or make it longer: npm run test:hostile
const seed = Number(process.env['HOSTILE_SEED'] ?? 20_260_101)
const requests = Number(process.env['HOSTILE_REQUESTS'] ?? 1_500)
const aWorld = 1_500
// So often an operation is asked for what it is there for, as long as it was not taken: not everything that the schema allows is right.
const plainRounds = 12
const mostBytes = 500_000_000

t.after(closeConnections)

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes that nobody lets go of: how much V8 has taken beside that depends on how much there is to be had. */
function kept(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const answered = new Set<string>()
const asked = new Set<string>()

for (let sent = 0, world = 0; sent < requests; world++) {
  const most = Math.min(aWorld, requests - sent)
  const name = `world ${world} of seed ${seed}`
  sent += most
  t.test(`${name}: whatever is asked, the server answers as it promised and stores what it may`, async t => {
    const here = await startWorld(t)
    const { findings: before } = await examine(here.platform)
    const forbiddenBefore = await forbiddenRows(here.platform, here.owner)
    t.same([before, forbiddenBefore], [[], []], 'sound before')
    t.same(await walk(here, plans(here, seed + world * 1_009, most)), [], 'every answer is right')
    await jobsEnded(here)
    t.same(await forbiddenRows(here.platform, here.owner), [], 'nothing is stored that its schema forbids')
    const { findings } = await examine(here.platform)
    t.same(findings, [], 'the data agree with themselves')
    t.same([Object.keys(Object.prototype), ({} as { polluted?: unknown }).polluted], [[], undefined], 'no prototype has changed')
    t.ok(kept() < mostBytes, 'in bounded memory')
    t.equal((await here.platform.anyone().get('/session')).status, 401, 'and the server still answers')
  })
}

t.test('every operation is asked, and answers someone, but for those known not to', async t => {
  const silent = [...asked].filter(id => !answered.has(id)).sort()
  t.comment(`${answered.size} of ${asked.size} operations answered with success; never: ${silent.join(' ')}`)
  t.same(
    silent.filter(id => !isHeardEnough(id)),
    [],
  )
  t.ok(answered.size >= 250, 'and of those few at a time')
})

/** Whether it answered, need not, or is done for every kind of record alike and one of them answered. */
const isHeardEnough = (id: string): boolean =>
  answered.has(id) || mayStaySilent.has(id) || (isAlike(actionOf(id)) && [...answered].some(other => actionOf(other) === actionOf(id)))

const actionOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1)

/** Every operation as it is meant, again where it was not taken, in an order of the seed's; and then whatever comes. */
function* plans(world: World, seed: number, count: number): Generator<Planned> {
  const { operations, placeOf, ownerOf } = world
  let planned = 0
  for (let round = 0; ; round++)
    for (const operation of inOrder(operations, seed + round, round < plainRounds)) {
      const who = ownerOf(operation)
      if (round < plainRounds && round > 0 && isHeardEnough(operation.id)) continue
      // Whatever there was of it may have been deleted before it was asked for.
      const making = round > 0 && round < plainRounds ? makingOf(operations, operation) : undefined
      if (making && planned++ < count) yield plan(making, plainRequest(making, ownerOf(making), placeOf(making)), round)
      const others = fc.oneof(
        { arbitrary: fc.constant(who), weight: 8 },
        { arbitrary: fc.constantFrom<Who>('admin', 'secretary', 'operator', 'anyone'), weight: 2 },
      )
      const place = placeOf(operation)
      const one = round < plainRounds ? plainRequest(operation, who, place) : hostileRequest(operation, others, place)
      if (planned++ >= count) return
      yield plan(operation, one, round)
    }

  function plan(operation: Described, one: fc.Arbitrary<Planned>, round: number): Planned {
    return fc.sample(one, { seed: (seed + round) * 7_919 + operations.indexOf(operation), numRuns: 1 })[0]!
  }
}

/** What makes the records that an operation asks for one of. */
function makingOf(operations: Described[], { path, entity }: Described): Described | undefined {
  return path.includes('{id}') ? operations.find(one => one.method === 'POST' && one.path === entity?.path) : undefined
}

function inOrder(operations: Described[], seed: number, ranked: boolean): Described[] {
  const shuffled = fc.sample(fc.shuffledSubarray(operations, { minLength: operations.length }), { seed, numRuns: 1 })[0]!
  return ranked ? shuffled.sort((a, b) => rank(a) - rank(b)) : shuffled
}

/** First what makes records, last what ends them: so that there is something to ask for. */
function rank({ method, path, entity }: Described): number {
  if (/restore$|erase$/.test(path)) return 4
  if (method === 'DELETE' || /bulk$|merge$|dissolve$|session/.test(path)) return 3
  if (method === 'POST') return entity?.path === path ? 0 : 2
  return method === 'GET' ? 1 : 2
}

/** Sends one after another. Gives what was answered wrongly, and to what. */
async function walk(here: World, plans: Iterable<Planned>): Promise<string[]> {
  const wrong: string[] = []
  let at = 0
  for (const planned of plans) {
    at++
    const { operation } = planned
    let changed = false
    asked.add(operation.id)
    try {
      const { said, answer } = await here.send(planned)
      const fault =
        planned.method === operation.method ? here.wrong(operation, answer) : answer.status >= 500 ? 'a failure of the server' : undefined
      if (fault) wrong.push(`${at}: ${fault}\n${said}\n${answer.status} ${answer.bytes.toString('utf8').slice(0, 400)}`)
      if (answer.status < 300 && planned.method === operation.method) answered.add(operation.id)
      changed = answer.status < 300 && planned.method !== 'GET'
    } catch (error) {
      wrong.push(`${at}: ${error}\n${planned.who} ${planned.method} ${planned.path}\n${String(planned.body ?? '').slice(0, 300)}`)
    }
    if (changed && !(await here.reopen(operation))) break
  }
  return wrong
}

async function jobsEnded({ owner }: World): Promise<void> {
  for (;;) {
    const { rows } = await owner.query(`select id from core.job where state in ('waiting', 'running') limit 1`)
    if (rows.length === 0) return
    await new Promise(done => setTimeout(done, 50))
  }
}
