import { createPostgresBackend, DelayedError, type JobsOptions, Queue, runMigrations, Worker, type WorkerOptions } from 'bullmq'
import pg from 'pg'
import { liveness, serverRole, serverUrl } from '../database/database.ts'
import { quote } from '../database/table-definition.ts'

export type OpenQueue = {
  on(event: 'error', heard: (error: Error) => void): unknown
  add(name: string, data: object, options: JobsOptions): Promise<unknown>
  close(): Promise<void>
}

export type OpenWorker = {
  on(event: 'error', heard: (error: Error) => void): unknown
  /** Running before it is connected, it would spin for ever on a connection that failed. */
  waitUntilReady(): Promise<unknown>
  run(): Promise<void>
  /** Lets what runs end. */
  close(): Promise<void>
}

/** A job that a worker has taken. `later` puts it back for so many milliseconds: nothing may be done of it then. */
export type Taken<T> = { data: T; later(ms: number): Promise<never> }

type Working = Pick<WorkerOptions, 'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'>

/** Where queues are kept: in PostgreSQL, or in Redis. One code path for both; only the connection differs. */
export type QueueBackend = {
  queue(name: string): OpenQueue
  /** One that does not run yet. */
  worker<T>(name: string, work: (job: Taken<T>) => Promise<void>, options: Working): OpenWorker
}

/** BullMQ's own tables are made by the owner; the server works in them as the role that owns nothing. */
export async function openQueueBackend({ ownerUrl, redisUrl }: { ownerUrl: string; redisUrl?: string }): Promise<QueueBackend> {
  if (redisUrl) {
    const connection = { url: redisUrl, maxRetriesPerRequest: null }
    return {
      queue: name => new Queue(name, { connection }),
      worker: (name, work, options) => new Worker(name, taking(work), { ...options, autorun: false, connection }),
    }
  }
  await prepare(ownerUrl)
  const connection = {
    connectionString: serverUrl(ownerUrl),
    max: 6,
    application_name: 'dangjian jobs',
    connectionTimeoutMillis: 10_000,
    ...liveness,
  }
  return {
    queue: name => new Queue(name, { connection }, createPostgresBackend),
    worker: (name, work, options) => new Worker(name, taking(work), { ...options, autorun: false, connection }, createPostgresBackend),
  }
}

type Movable<T> = { data: T; moveToDelayed(time: number, token?: string): Promise<void> }

function taking<T>(work: (job: Taken<T>) => Promise<void>): (job: Movable<T>, token?: string) => Promise<void> {
  return (job, token) => {
    const later = async (ms: number) => {
      await job.moveToDelayed(Date.now() + ms, token)
      throw new DelayedError()
    }
    return work({ data: job.data, later })
  }
}

async function prepare(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await runMigrations(owner)
    // One after another: two servers that start at once would meet in the same rows of the catalogue.
    await owner.query(`begin; select pg_advisory_xact_lock(hashtext('dangjian job grants'))`)
    for (const grant of [
      'usage on schema bullmq',
      'select, insert, update, delete on all tables in schema bullmq',
      'usage, select, update on all sequences in schema bullmq',
      'execute on all functions in schema bullmq',
    ])
      await owner.query(`grant ${grant} to ${quote(serverRole(ownerUrl))}`)
    await owner.query('commit')
  } finally {
    await owner.end()
  }
}
