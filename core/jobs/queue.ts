import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as uuid } from 'uuid'
import { currentWork } from '../current-work.ts'
import type { Database, TenantId, TenantTransaction } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import { sql } from '../database/sql.ts'
import { isPastTimeLimit, isUnreachable } from '../database/unreachable.ts'
import type { Json } from '../declarations/model.ts'
import { isOutOfSpace, storageFull } from '../files/out-of-space.ts'
import type { AccessLoader, Caller } from '../permissions/access.ts'
import { Problem } from '../problem.ts'
import { SpreadsheetError } from '../spreadsheets/spreadsheet-error.ts'
import type { OpenWorker, QueueBackend, Taken } from './backend.ts'

/** A job at work: under the rights of who started it. */
export type RunningJob = {
  id: string
  caller: Caller
  input: Json
  /** Told to whoever watches; at most a few times a second. Throws when the job has been cancelled or done by another. */
  progress(done: number, total?: number): Promise<void>
  /**
   * Notes within the transaction of the work itself that it is done, so that a job that comes again after a crash does not do it twice.
   * Throws, and so takes the work back, when another has done it or it was ended meanwhile.
   */
  completed(transaction: TenantTransaction, result: Json): Promise<void>
}

export type JobKind = (job: RunningJob) => Promise<Json>

export type JobQueue = {
  /** Registers what a kind of job does; jobs may come more than once and must bear it. */
  define(kind: string, run: JobKind): void
  /** Writes the job with the change that asks for it; it starts when the transaction has been committed. */
  enqueue(transaction: TenantTransaction, caller: Caller, job: { kind: string; title: string; input: Json }): Promise<string>
  /** Begins to work, with what a crash left over. */
  start(): Promise<void>
  /** Whether jobs are taken up here. */
  isWorking(): boolean
  /** Jobs at work here, by kind. */
  running(): ReadonlyMap<string, number>
  /** Lets running jobs end. */
  close(): Promise<void>
}

class Cancelled extends Error {}

/** The queue took us for dead and gave the job to another, who was quicker: what we did of it is taken back. */
class DoneElsewhere extends Error {}

type Settings = {
  backend: QueueBackend
  database: Database
  access: AccessLoader
  signals: Signals
  log: { error(fields: object, message: string): void }
  /** Told of every job that ended here. */
  onEnd?: (kind: string, state: string) => void
}

type OpenJob = {
  kind: string
  input: Json
  result: Json | null
  created_by: string | null
  name: string | null
  request_id: string | null
}

const queueName = 'jobs'
const sweepMs = 30_000
const slots = 3
/** One tenant never holds all slots: another's job finds one. */
const slotsOfTenant = slots - 1
const heldBackMs = 200
/** BullMQ's lowest. */
const lowestPriority = 2_000_000

export function openJobQueue(settings: Settings): JobQueue {
  const { backend, database, signals, log } = settings
  const kinds = new Map<string, JobKind>()
  const queue = backend.queue(queueName)
  queue.on('error', error => log.error({ err: error }, 'job queue'))
  let worker: OpenWorker | undefined
  let sweep: NodeJS.Timeout | undefined
  let stopHearing: () => void = () => {}
  let working = false
  const running = new Map<string, number>()
  const atWork = new Map<TenantId, number>()
  /** `ahead` is how many jobs the tenant has open already: the more, the later this one. */
  const add = async (tenant: string, id: string, ahead: number): Promise<void> => {
    const priority = Math.min(ahead, lowestPriority)
    // Two copies of a tenant have jobs of the same ids.
    await queue.add('job', { tenant, id }, { jobId: `${tenant} ${id}`, priority, attempts: 1, removeOnComplete: true, removeOnFail: true })
  }
  // What was written and never reached the queue: a crash came between, or the queue could not be reached. One already there stays one.
  const addOpen = async (): Promise<void> => {
    const open = await database.global(sql<{ tenant_id: string; job_id: string; ahead: number }>`
      select tenant_id, job_id, row_number() over (partition by tenant_id order by created_at, job_id) - 1 as ahead from core.open_job`)
    for (const one of open) await add(one.tenant_id, one.job_id, one.ahead)
  }

  return {
    define: (kind, run) => void kinds.set(kind, run),
    async enqueue(transaction, caller, job) {
      const id = uuid()
      await transaction.run(sql`insert into core.job (tenant_id, id, kind, title, input, state, progress, created_by, request_id)
        values (${transaction.tenantId}, ${id}, ${job.kind}, ${job.title}, ${JSON.stringify(job.input)}::jsonb, 'waiting', 0, ${caller.userId ?? null}, ${caller.requestId ?? null})`)
      const [open] = await transaction.run(sql<{ ahead: number }>`
        insert into core.open_job (tenant_id, job_id, kind) values (${transaction.tenantId}, ${id}, ${job.kind})
        returning (select count(*) from core.open_job o where o.tenant_id = ${transaction.tenantId}) as ahead`)
      transaction.afterCommit(() =>
        add(transaction.tenantId, id, open!.ahead).catch(error => log.error({ err: error, job: id }, 'job not yet queued')),
      )
      return id
    },
    async start() {
      const options = { concurrency: slots, lockDuration: 15_000, stalledInterval: 5_000, maxStalledCount: 20 }
      const work = async ({ data: { tenant, id }, later }: Taken<{ tenant: TenantId; id: string }>) => {
        const others = atWork.get(tenant) ?? 0
        if (others >= slotsOfTenant) {
          // Not at once: a tenant with many would be taken up and put back as fast as the queue can.
          await sleep(heldBackMs)
          return later(heldBackMs)
        }
        atWork.set(tenant, others + 1)
        await perform(tenant, id).finally(() => left(tenant))
      }
      const made = backend.worker(queueName, work, options)
      made.on('error', error => log.error({ err: error }, 'job worker'))
      worker = made
      await made.waitUntilReady()
      working = true
      made
        .run()
        .catch(error => log.error({ err: error }, 'job worker ended'))
        .finally(() => {
          working = false
        })
      await addOpen()
      const addLost = () => void addOpen().catch(error => log.error({ err: error }, 'open jobs not queued'))
      sweep = setInterval(addLost, sweepMs).unref()
      stopHearing = signals.on('back', addLost)
    },
    isWorking: () => working,
    running: () => running,
    async close() {
      working = false
      clearInterval(sweep)
      stopHearing()
      await worker?.close()
      await queue.close()
    },
  }

  function left(tenant: TenantId): void {
    const others = atWork.get(tenant)! - 1
    if (others > 0) atWork.set(tenant, others)
    else atWork.delete(tenant)
  }

  async function perform(tenant: TenantId, id: string): Promise<void> {
    const connection = database.tenant(tenant)
    const [row] = await connection.run(sql<OpenJob>`
      with open as (update core.open_job set running = true where tenant_id = ${tenant} and job_id = ${id})
      update core.job set state = 'running', started_at = coalesce(started_at, now()), version = version + 1
      where tenant_id = ${tenant} and id = ${id} and state in ('waiting', 'running') and not coalesce(cancel_requested, false)
      returning kind, input, result, created_by, request_id, (select u.name from core."user" u where u.tenant_id = ${tenant} and u.id = core.job.created_by) as name`)
    if (!row) return end(tenant, id, 'cancelled', {})
    if (row.result) return end(tenant, id, 'done', {})
    const requestId = row.request_id ?? id
    running.set(row.kind, (running.get(row.kind) ?? 0) + 1)
    try {
      await currentWork.run({ kind: 'job', requestId, job: id }, () => runOpen(row, { tenant, id, requestId }))
    } finally {
      running.set(row.kind, running.get(row.kind)! - 1)
    }
  }

  async function runOpen(row: OpenJob, { tenant, id, requestId }: { tenant: TenantId; id: string; requestId: string }): Promise<void> {
    const run = kinds.get(row.kind)
    const finish = async (state: string, outcome: { result?: Json; error?: string } = {}) => {
      await end(tenant, id, state, outcome)
      settings.onEnd?.(row.kind, state)
    }
    const completed: RunningJob['completed'] = async (transaction, result) => {
      const [mine] = await transaction.run(sql`
        update core.job set result = ${JSON.stringify(result)}::jsonb
        where tenant_id = ${tenant} and id = ${id} and state = 'running' and result is null returning id`)
      if (!mine) throw new DoneElsewhere()
    }
    try {
      if (!run) throw new Error(`no job of kind ${row.kind} is known`)
      if (!row.created_by) throw new Error('a job needs someone whose rights it has')
      const caller: Caller = {
        tenantId: tenant,
        userId: row.created_by,
        userName: row.name ?? undefined,
        access: await settings.access.of(tenant, row.created_by),
        requestId,
      }
      const result = await run({ id, caller, input: row.input, progress: progressOf(tenant, id), completed })
      await finish('done', { result })
    } catch (error) {
      if (error instanceof Cancelled) return finish('cancelled')
      if (error instanceof DoneElsewhere) return
      if (isOutOfSpace(error)) return finish('failed', { error: storageFull().message })
      if (isPastTimeLimit(error)) return finish('failed', { error: '数据库处理用时太长，已停止，没有作任何改动' })
      // Stays open, and comes again when the database does.
      if (isUnreachable(error)) throw error
      const told = error instanceof Problem || error instanceof SpreadsheetError
      if (!told) log.error({ err: error, kind: row.kind }, 'job failed')
      await finish('failed', { error: told ? error.message : '任务出错了，已记录下来' })
    }
  }

  function progressOf(tenant: TenantId, id: string): RunningJob['progress'] {
    let last = 0
    return async (done, total) => {
      if (Date.now() - last < 200) return
      last = Date.now()
      const [row] = await database.transaction(tenant, async transaction => {
        await signals.send(transaction, 'job', id)
        return transaction.run(sql<{ cancel_requested: boolean }>`
          update core.job set progress = ${done}::bigint, total = coalesce(${total ?? null}::bigint, total)
          where tenant_id = ${tenant} and id = ${id} and state = 'running' and result is null
          returning coalesce(cancel_requested, false) as cancel_requested`)
      })
      if (!row) throw new DoneElsewhere()
      if (row.cancel_requested) throw new Cancelled()
    }
  }

  async function end(tenant: TenantId, id: string, state: string, outcome: { result?: Json; error?: string }): Promise<void> {
    await database.transaction(tenant, async transaction => {
      await transaction.run(sql`update core.job set state = ${state}, ended_at = now(), version = version + 1, error = ${outcome.error ?? null},
        result = coalesce(${outcome.result ? JSON.stringify(outcome.result) : null}::jsonb, result), progress = case when ${state} = 'done' then coalesce(total, progress) else progress end
        where tenant_id = ${tenant} and id = ${id} and state in ('waiting', 'running')`)
      await transaction.run(sql`delete from core.open_job where tenant_id = ${tenant} and job_id = ${id}`)
      await signals.send(transaction, 'job', id)
    })
  }
}
