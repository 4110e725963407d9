import type pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { TablesInUse } from './lock-tables.ts'

const patienceMs = 180_000
const pauseMs = 1_000

/**
 * Held until the transaction ends: one start at a time does something to the database. A connection whose process is gone ends by
 * itself, so that a killed start holds nobody up.
 */
export async function lockStart(client: pg.Client, onWait: (reason: string) => void = () => {}): Promise<void> {
  await client.query(`set local lock_timeout = 0; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`)
  // Not every system can tell that the other end is gone.
  await client.query(`do $$ begin set client_connection_check_interval = '1s'; exception when others then null; end $$`)
  if (!(await tryLockStart(client))) {
    onWait('another server is starting on this database')
    await client.query(`select pg_advisory_xact_lock(hashtext('dangjian apply model'))`)
  }
}

/** For what may as well be done another time: takes the lock where no start has it, and tells whether it did. */
export async function tryLockStart(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ had: boolean }>(`select pg_try_advisory_xact_lock(hashtext('dangjian apply model')) as had`)
  return rows[0]!.had
}

/** Does it again when others would not make room in time, or when it and others stood in each other's way. @throws CannotStart in the end */
export async function withPatience(onWait: (reason: string) => void = () => {}, work: () => Promise<void>): Promise<void> {
  for (const began = Date.now(); ; ) {
    try {
      return await work()
    } catch (error) {
      // A deadlock all the same: something that was not foreseen was in the way.
      if (!(error instanceof TablesInUse) && (error as { code?: string }).code !== '40P01') throw error
      if (Date.now() - began > patienceMs)
        throw new CannotStart('要改的表一直被别的连接占用，未能升级；数据库未作改动。请在空闲时再启动，或先停止其他服务进程。')
      onWait('tables are in use; trying again')
      await new Promise(done => setTimeout(done, pauseMs))
    }
  }
}
