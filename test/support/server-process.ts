import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Test } from 'tap'
import { demoPassword } from '../../demo/seed.ts'
import { Client } from './client.ts'

type Settings = Record<string, string>

export type ServerProcess = {
  url: string
  /** The visitors' origin. */
  sitesUrl: string
  pid: number
  /** What it has printed so far. */
  said(): string
  /** Lets nobody read what it prints. */
  stopReading(): void
  signal(name: NodeJS.Signals): void
  /** The exit code; null when a signal ended it. */
  ended: Promise<number | null>
  signIn(username: string, options?: { tenant?: string; password?: string }): Promise<Client>
  /** Who is signed in at another server, with the same token here. */
  as(client: Client): Client
}

export const checkout = resolve(import.meta.dirname, '../..')

/** A folder for one server's data. PostgreSQL, which may run as a user of its own, can get there. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(process.env['TEST_FOLDER']!, 'data-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Starts `core/main.ts` (or another entry) as anyone would, with these settings and no others; gives the process, running or failing. */
export function launch(
  t: Test,
  settings: Settings,
  root = checkout,
  entry = 'core/main.ts',
): Omit<ServerProcess, 'url' | 'sitesUrl' | 'signIn' | 'as'> {
  const child: ChildProcess = spawn(process.execPath, [join(root, entry)], {
    cwd: root,
    env: { ...ofMachine(), PORT: '0', HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const ended = new Promise<number | null>(done => child.once('close', code => done(code)))
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const stopReading = () => {
    for (const stream of [child.stdout!, child.stderr!]) stream.destroy()
  }
  return { pid: child.pid!, said: () => said, stopReading, signal: name => void child.kill(name), ended }
}

/** What the machine sets for everyone, and where compiled sources lie. */
export function ofMachine(): NodeJS.ProcessEnv {
  return Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'NODE_COMPILE_CACHE'].map(name => [name, process.env[name]]))
}

/** The same, once it serves. */
export async function startServer(t: Test, settings: Settings, entry?: string): Promise<ServerProcess> {
  const running = launch(t, settings, checkout, entry)
  let code: number | null | undefined
  void running.ended.then(ending => {
    code = ending
  })
  await until(() => code !== undefined || /http:\/\/localhost:\d+\n/.test(running.said()))
  if (code !== undefined) throw new Error(`it ended with ${code}: ${running.said()}`)
  const url = `http://127.0.0.1:${/http:\/\/localhost:(\d+)\n/.exec(running.said())![1]}`
  const sitesUrl = `http://127.0.0.1:${/网站：http:\/\/localhost:(\d+)/.exec(running.said())?.[1]}`
  return {
    ...running,
    url,
    sitesUrl,
    as: client => new Client(url, client.token),
    async signIn(username, { tenant = username === 'operator' ? 'platform' : 'demo', password = demoPassword } = {}) {
      const client = new Client(url)
      const reply = await client.post('/session', { tenant, username, password })
      if (reply.status !== 201) throw new Error(`${username} cannot sign in: ${reply.status} ${JSON.stringify(reply.body)}`)
      return client.withToken(reply.body.token)
    },
  }
}

/** Copies of a folder in which a server was started for the first time and stopped: made by the first file of a run that asks. */
export function preparedFolders(t: Test): () => Promise<string> {
  let prepared: Promise<string> | undefined
  async function prepare(): Promise<string> {
    const shared = join(process.env['TEST_FOLDER']!, 'prepared')
    if (existsSync(shared)) return shared
    const folder = dataFolder()
    const server = await startServer(t, { DATA_DIR: folder })
    server.signal('SIGINT')
    await server.ended
    try {
      renameSync(folder, shared)
      return shared
    } catch {
      // Another file was quicker.
      return folder
    }
  }
  return async () => {
    prepared ??= prepare()
    const copy = dataFolder()
    // Owners stay as they are: PostgreSQL's files are its own user's.
    execFileSync('cp', ['-a', `${await prepared}/.`, copy])
    return copy
  }
}

export async function until(true_: () => boolean | Promise<boolean>): Promise<void> {
  // No rule about time: what has not come by then does not come.
  const givenUp = Date.now() + 120_000
  while (!(await true_())) {
    if (Date.now() > givenUp) throw new Error(`waited in vain for ${true_}`)
    await new Promise(done => setTimeout(done, 25))
  }
}

/** The process of the database in that folder, as PostgreSQL itself notes it. */
export function databasePid(folder: string): number | undefined {
  const note = join(folder, 'postgres/postmaster.pid')
  return existsSync(note) ? Number(readFileSync(note, 'utf8').split('\n')[0]) : undefined
}

/** Whether a process still runs; one that has ended and that nobody has asked about does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
