import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

/**
 * Notes that this process works in the folder; gives what takes the note away. A note left by a killed process counts for nothing.
 * @throws CannotStart when another live process works there
 */
export function takeFolder(folder: string): () => void {
  const note = join(folder, 'server.pid')
  for (;;) {
    try {
      writeFileSync(note, `${process.pid} ${beginningOf(process.pid)}\n`, { flag: 'wx' })
      return () => rmSync(note, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = workerIn(folder)
    if (pid !== undefined && pid !== process.pid)
      throw new CannotStart(`党建云已经在运行（进程 ${pid}，数据目录 ${folder}）。请先停止它，或用 DATA_DIR 指定别的目录。`)
    rmSync(note, { force: true })
  }
}

/** The live process that works in the folder. */
export function workerIn(folder: string): number | undefined {
  const note = join(folder, 'server.pid')
  const [pid, began] = existsSync(note) ? readFileSync(note, 'utf8').trim().split(' ') : []
  return began && beginningOf(Number(pid)) === began ? Number(pid) : undefined
}

/** Ends the database that a killed server left behind. @throws CannotStart when it does not end */
export async function endOrphan(databaseDir: string): Promise<void> {
  const note = join(databaseDir, 'postmaster.pid')
  const pid = existsSync(note) ? Number(readFileSync(note, 'utf8').split('\n')[0]) : Number.NaN
  if (!Number.isInteger(pid) || pid < 2 || beginningOf(pid) === undefined) return
  // A number used again since, by a process that has nothing to do with us: PostgreSQL would take it for its own.
  if (!commandOf(pid).includes(databaseDir)) return rmSync(note, { force: true })
  process.kill(pid, 'SIGINT')
  for (let waited = 0; beginningOf(pid) !== undefined; waited += 50) {
    if (waited > 30_000) throw new CannotStart(`数据目录 ${databaseDir} 正被 PostgreSQL 进程 ${pid} 使用，它没有按要求停止。`)
    await new Promise(done => setTimeout(done, 50))
  }
}

/** When a process began: tells a process from a later one of the same number. Undefined when there is none. */
export function beginningOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      return fields[0] === 'Z' ? undefined : fields[19]
    }
    if (process.platform !== 'win32')
      return (
        execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
          .trim()
          .replaceAll(' ', '-') || undefined
      )
    process.kill(pid, 0)
    return 'running'
  } catch {
    return undefined
  }
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  return process.platform === 'win32' ? '' : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
}
