import { randomUUID } from 'node:crypto'
import { type At, FetchFailure, sql } from '../../../core/index.ts'
import { type Collected, collect } from './collect.ts'
import type { Parts } from './parts.ts'
import type { Reader } from './reading/open-reader.ts'
import { Refused } from './reading/refused.ts'
import { type Counts, hold, leaseEnd, type Run, TakenOver } from './run.ts'
import { type Source, sourceOf } from './source.ts'
import { timerOf } from './start-run.ts'
import type { Visit } from './visit.ts'

/** So many sources are collected at a time by one server. A slow one holds up its own tenant at the most. */
const atOnce = { atOnce: 6, ofTenant: 3 }
/** A run that servers have died of so often is given up. */
const mostAttempts = 3

type Means = { parts: Parts; visit: Visit; read: Reader }

/**
 * Runs are carried out outside of any transaction: each article is written in one of its own. The timer of a run stays until its end is written, so
 * that one whose server died goes on elsewhere, with the articles that are still missing.
 */
export function carryOutRuns(means: Means): void {
  const { events, outbound, records, tenants } = means.parts
  const errands = outbound.errands('collect', atOnce)

  events.on('collect', [], async (at, happened) => {
    let room = errands.room(at)
    for (const { recordId } of happened) {
      const begun = room > 0 && (await begin(at, recordId!))
      if (begun) room--
      else if (room === 0) await events.schedule(at, { ...timerOf(recordId!), at: errands.turnFor(at) })
    }
  })

  // A copy of a tenant brings runs that nobody carries out there. One that was asked for a moment ago is on its way by itself.
  tenants.prepare(async at => {
    const open = await at.transaction.run(sql<{ id: string }>`
      select id from article_collector.run
      where tenant_id = ${at.transaction.tenantId} and (state = 'running' or state = 'waiting' and created_at < now() - interval '5 minutes')`)
    for (const { id } of open) await events.schedule(at, { ...timerOf(id), at: leaseEnd() })
  })

  async function begin(at: At, id: string): Promise<boolean> {
    const holder = randomUUID()
    const { tenantId } = at.transaction
    const [row] = await at.transaction.run(sql<{ sourceId: string; attempts: number }>`
      update article_collector.run set state = 'running', holder = ${holder}, started_at = coalesce(started_at, now()), attempts = attempts + 1, version = version + 1
      where tenant_id = ${tenantId} and id = ${id} and state in ('waiting', 'running') returning source_id as "sourceId", attempts`)
    if (!row) return false
    await events.schedule(at, { ...timerOf(id), at: leaseEnd() })
    errands.begin(at, async doing => {
      const run = { id, sourceId: row.sourceId, holder, doing }
      if (row.attempts > mostAttempts) return end(run, new Refused('采集多次中断，已停止'))
      await carryOut(run)
    })
    return true
  }

  async function carryOut(run: Run): Promise<void> {
    try {
      const source = await run.doing.transaction(at => sourceOf(at, run.sourceId))
      if (!source) return await end(run, new Refused('来源已删除'))
      await end(run, await collect(means, run, source), source)
    } catch (error) {
      if (error instanceof TakenOver) return
      if (run.doing.closing.aborted) return putBack(run)
      if (error instanceof Refused || error instanceof FetchFailure) return end(run, error)
      await end(run, new Refused('采集时出错了，已记录下来'))
      throw error
    }
  }

  /** A server that stops leaves the rest to another, or to its own next start. */
  async function putBack(run: Run): Promise<void> {
    await run.doing.transaction(async at => {
      await hold(at, run)
      await at.transaction.run(sql`
        update article_collector.run set holder = null, attempts = 0 where tenant_id = ${at.transaction.tenantId} and id = ${run.id}`)
      await events.schedule(at, { ...timerOf(run.id), at: new Date() })
    })
  }

  async function end(run: Run, outcome: Collected | Refused | FetchFailure, collected?: Source): Promise<void> {
    await run.doing.transaction(async at => {
      const counts = await hold(at, run)
      const broken = outcome instanceof Error
      const message = broken ? outcome.message : sentenceOf(outcome, counts)
      const problems = broken ? [] : outcome.problems.slice(0, 50)
      const closed = { openFor: null, holder: null, endedAt: new Date().toISOString() }
      const state = broken ? 'failed' : 'done'
      await records.change(at, 'run', run.id, { ...closed, state, message, problems, failed: broken ? 0 : outcome.problems.length })
      await events.unschedule(at, timerOf(run.id).key)
      const source = collected ?? (await sourceOf(at, run.sourceId))
      if (source) await note(at, run, source, { broken, message, marks: broken ? undefined : outcome.marks })
    })
  }

  async function note(at: At, run: Run, source: Source, { broken, message, marks }: Noted): Promise<void> {
    await at.transaction.run(sql`
      update article_collector.source set last_run_at = now(), last_message = ${message}, last_state = ${broken ? 'broken' : 'good'},
        etag = ${marks?.etag ?? null}, last_modified = ${marks?.lastModified ?? null}
      where tenant_id = ${at.transaction.tenantId} and id = ${source.id}`)
    if (!broken || source.lastState === 'broken' || !source.createdBy) return
    const variables = { source: source.name, why: message }
    const link = `/m/article-collector.sources/${source.id}`
    await means.parts.messages.tell(at, { id: `broken ${run.id}`, template: 'broken', to: [source.createdBy], variables, link })
  }
}

type Noted = { broken: boolean; message: string; marks?: Collected['marks'] }

function sentenceOf({ unchanged, left, problems }: Collected, counts: Counts): string {
  if (unchanged) return '没有更新'
  const alike = counts.alike > 0 ? `（其中疑似重复 ${counts.alike} 篇）` : ''
  const parts = [`发现 ${counts.found} 篇`, `新采集 ${counts.collected} 篇${alike}`]
  if (counts.duplicates > 0) parts.push(`重复 ${counts.duplicates} 篇`)
  if (problems.length > 0) parts.push(`未采到 ${problems.length} 篇`)
  if (left > 0) parts.push(`还有 ${left} 篇留待下次`)
  return parts.join('，')
}
