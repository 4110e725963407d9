import pg from 'pg'
import t from 'tap'
import { currentWork } from '../../core/current-work.ts'
import type { Operation } from '../../core/http/operation.ts'
import type { Client } from '../support/client.ts'
import { isolation } from './cases.ts'
import { entityOfPath } from './entity-of.ts'
import { example, exampleQuery } from './examples.ts'
import { nowhere } from './nowhere.ts'

const { model, operations, cases } = await isolation(t)

/** Statements that requests to this route have sent so far; what others set going, such as the sealing of the log, is not theirs. */
let sent = 0
let route = ''
const { query, execute } = pg.Connection.prototype
const counting = (send: (...words: never[]) => void) =>
  function (this: pg.Connection, ...words: unknown[]): unknown {
    const work = currentWork.getStore()
    if (work?.kind === 'request' && work.route === route) sent++
    return Reflect.apply(send, this, words)
  }
Object.assign(pg.Connection.prototype, { query: counting(query), execute: counting(execute) })
t.teardown(() => Object.assign(pg.Connection.prototype, { query, execute }))

const byId = operations.filter(one => one.path.includes('{id}') && !one.multipart)

async function statementsFor(who: Client, operation: Operation, id: string): Promise<number> {
  const before = sent
  route = `${operation.method} ${operation.path}`
  const path = operation.path.replace('/api/v1', '').replace('{id}', id) + exampleQuery(operation, id)
  const body = operation.method === 'PATCH' ? {} : operation.body && example(operation.body, nowhere)
  await who.send(operation.method, path, operation.method === 'GET' ? undefined : body)
  return sent - before
}

/** Sessions and rights are read anew now and then: what differs once is asked again. */
async function difference(who: Client, operation: Operation, id: string): Promise<string | undefined> {
  let told: string | undefined
  for (let again = 0; again < 3; again++) {
    const [foreign, unknown] = [await statementsFor(who, operation, id), await statementsFor(who, operation, nowhere)]
    if (foreign === unknown) return undefined
    told = `${operation.method} ${operation.path}: ${foreign} statements, and ${unknown} for an id of nobody`
  }
  return told
}

const some = [
  'admin before another tenant',
  'orgadmin before another organization',
  'narrowed to chosen organizations before another organization',
]
for (const { name, who, secret } of cases.filter(one => some.includes(one.name)))
  t.test(`${name}: the database is asked no more for a foreign id than for none, so that time tells nothing`, async t => {
    const wrong: string[] = []
    let asked = 0
    for (const operation of byId) {
      const id = secret.ids.get(entityOfPath(model, operation)!.key)
      if (!id) continue
      const different = await difference(who, operation, id)
      if (different) wrong.push(different)
      asked++
    }
    t.same(wrong, [])
    t.ok(asked > 40 && sent > asked, `${asked} operations, ${sent} statements`)
  })
