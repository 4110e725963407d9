import { sql } from '../database/sql.ts'
import { entityOf, type Model } from '../declarations/model.ts'
import { eventStream } from '../http/event-stream.ts'
import type { Operation } from '../http/operation.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { Caller } from '../permissions/access.ts'
import { decideRead } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'

/** A browser keeps few connections to one server: a stream in each of many tabs would leave none for the pages. */
const mostStreams = 4

const tooManyStreams = defineProblem('messages.too-many-streams', 429, '打开的页面太多，请改为定时查询')

type Live = { unread: number; newest: { id: string; title: string } | null; tasks: number }

/** How many of one's messages are unread, the newest of them, and how many to-dos wait: now, and whenever that changes. */
export function liveMessageOperations({ engine, closing }: Platform): Operation[] {
  const entity = entityOf(engine.model, 'core/message')
  const open = new Map<string, number>()

  async function look(caller: Caller): Promise<{ told?: Live; over?: boolean }> {
    const { where } = decideRead(caller, entity, engine.model)
    const [row] = await engine.database.tenant(caller.tenantId).run(sql<Live & { valid: boolean }>`
      with mine as (select t.id, t.title, t.created_at from core.message t
        where t.tenant_id = ${caller.tenantId} and t.user_id = ${caller.userId} and t.read_at is null and ${where})
      select (select count(*) from mine) as unread,
        (select jsonb_build_object('id', id, 'title', title) from mine order by created_at desc, id desc limit 1) as newest,
        (select count(*) from core.task where tenant_id = ${caller.tenantId} and user_id = ${caller.userId} and state = 'open') as tasks,
        ${sessionIsValid(caller, engine.model)} as valid`)
    if (!row?.valid) return { over: true }
    return { told: { unread: row.unread, newest: row.newest, tasks: row.tasks } }
  }

  function count(browser: string, change: number): void {
    const now = (open.get(browser) ?? 0) + change
    if (now > 0) open.set(browser, now)
    else open.delete(browser)
  }

  return [
    {
      method: 'GET',
      path: `${entity.path}/events`,
      id: 'coreMessage.events',
      summary: '未读消息和待办数的变化（Server-Sent Events）',
      tag: entity.title,
      access: 'full',
      gate: { entity, action: 'read' },
      reply: { contentType: 'text/event-stream' },
      read: async asked => {
        const { caller } = asked
        const who = `${caller.tenantId} ${caller.userId}`
        // Refused before anything streams: who may not read, and who has too many.
        await look(caller)
        const browser = `${caller.tenantId} ${caller.sessionId}`
        if ((open.get(browser) ?? 0) >= mostStreams) throw tooManyStreams()
        const mine = (payload: string) => payload === who
        const session = (payload: string) => payload === caller.sessionId || payload === caller.userId
        return eventStream(
          asked,
          { signals: engine.signals, on: { message: mine, task: mine, session }, closing, everyMs: 20_000 },
          () => look(caller),
          () => {
            count(browser, 1)
            return () => count(browser, -1)
          },
        )
      },
    },
  ]
}

/** Looking on keeps no session alive: one that nothing else uses grows idle, and ends the stream with it. */
function sessionIsValid(caller: Caller, model: Model) {
  const idle = Number(model.rules.value('session.idle-minutes', todayInShanghai()))
  return sql<boolean>`exists (
    select 1 from core.session s join core."user" u on u.tenant_id = s.tenant_id and u.id = s.user_id and u.state = 'active'
    where s.tenant_id = ${caller.tenantId} and s.id = ${caller.sessionId} and s.expires_at > now()
      and s.last_seen_at > now() - make_interval(mins => ${idle}::int))`
}
