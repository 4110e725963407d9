import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { Signals } from '../database/signals.ts'
import type { Turns } from '../events/turns.ts'
import type { FileStore } from '../files/store.ts'
import type { JobQueue } from '../jobs/queue.ts'
import { type DatabaseState, probeDatabase, type Version } from './database-probe.ts'
import type { Check } from './readiness.ts'

type Parts = {
  ownerUrl: string
  version: Version
  signals: Signals
  jobs: JobQueue
  reactions: Turns
  files: FileStore
  diskReserveBytes: number
  isStopping(): boolean
}

const mostSkewMs = 5_000

/** Everything that a server needs to serve. `docs/operations.md` says what to do about each. */
export function platformChecks({ ownerUrl, version, signals, jobs, reactions, files, diskReserveBytes, isStopping }: Parts): Check[] {
  const database = sharedProbe(() => probeDatabase(ownerUrl, version))
  // What an unreachable database would say of itself is not known: that it cannot be reached is told once.
  const told = (right: (state: DatabaseState) => boolean) => () => database().then(right, () => true)
  return [
    { code: 'server.stopping', detail: '正在停止，不再接受新的请求', holds: () => !isStopping() },
    { code: 'database.unreachable', detail: '连接不上数据库', holds: () => database().then(() => true) },
    {
      code: 'database.other-version',
      detail: '数据库已由另一版本的程序更新，请以同一版本重新启动本服务',
      holds: told(state => state.fits),
    },
    {
      code: 'database.clock',
      detail: '本机与数据库的时钟相差超过 5 秒，请校准时间',
      holds: told(state => state.clockSkewMs <= mostSkewMs),
    },
    { code: 'signals.lost', detail: '听不到其他服务进程的变更通知，正在重新连接', holds: () => signals.current() },
    { code: 'jobs.stopped', detail: '后台任务没有在运行', holds: () => jobs.isWorking() },
    { code: 'reactions.stopped', detail: '事件和定时事项没有在处理', holds: () => reactions.isWorking() },
    { code: 'files.unwritable', detail: '附件存储不能写入', holds: signal => files.probe(signal).then(() => true) },
    {
      code: 'files.nearly-full',
      detail: '存放附件或临时文件的磁盘快满了',
      async holds(signal) {
        const free = await Promise.all([files.probe(signal).then(({ freeBytes }) => freeBytes), freeIn(tmpdir())])
        return free.every(bytes => bytes === undefined || bytes >= diskReserveBytes)
      },
    },
  ]
}

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Checks that look at the same thing at the same moment look once. */
function sharedProbe<T>(probe: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  return () => {
    running ??= probe().finally(() => {
      running = undefined
    })
    return running
  }
}
