import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'

export type Running = {
  url: string
  /** Where the product's sites are. */
  sites?: string
  pid: number
  stop(): Promise<void>
}

const root = resolve(import.meta.dirname, '..')

/** The product, as `npm start` runs it, on a database of ours; one person may ask as often as he can. */
export function startProduct(databaseUrl: string, folder: string): Promise<Running> {
  return spawnServer(['--max-semi-space-size=8', 'core/main.ts'], {
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    DEMO: 'off',
    RATE_PER_USER: '0',
    RATE_PER_ADDRESS: '0',
    SITES_RATE_PER_ADDRESS: '0',
  })
}

/** The hand-written routes, with the same flags of Node. */
export function startHandWritten(databaseUrl: string, folder: string): Promise<Running> {
  return spawnServer(['--max-semi-space-size=8', 'bench/hand-written/server.ts'], { DATABASE_URL: databaseUrl, DATA_DIR: folder })
}

/** Any server of ours that says where it listens. */
export async function spawnServer(command: string[], settings: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...settings, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { ...(await addresses(child)), pid: child.pid!, stop: () => stop(child) }
}

/** Both say where they listen, the product in one go where its sites are too. */
function addresses(child: ChildProcess): Promise<Pick<Running, 'url' | 'sites'>> {
  return new Promise((done, failed) => {
    let said = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [url, sites] = [...said.matchAll(/http:\/\/localhost:(\d+)/g)].map(([, port]) => `http://127.0.0.1:${port}`)
      if (url) done({ url, sites })
    })
    child.once('exit', code => failed(new Error(`it ended with ${code}: ${said}`)))
  })
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise(done => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
}
