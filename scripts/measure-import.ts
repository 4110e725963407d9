import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

// Imports the sample organizations and members into a fresh tenant of a fresh server, over HTTP, and prints time and memory.
const root = resolve(import.meta.dirname, '..')
const samples = ['organizations.xlsx', 'members.xlsx'].map(name => join(root, 'test/data', name))
const paths = ['/core/organizations', '/members/members']
const folder = mkdtempSync(join(tmpdir(), 'dangjian-measure-'))
chmodSync(folder, 0o755)
const server = spawn('npm', ['start', '--silent'], {
  cwd: root,
  env: { ...process.env, DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'error' },
  detached: true,
})
try {
  const api = await address()
  const token = await freshTenant(api)
  for (const round of ['first', 'second']) {
    const began = performance.now()
    for (const [at, file] of samples.entries()) await importFile(api, token, paths[at]!, file)
    process.stdout.write(
      `${round} import of both: ${((performance.now() - began) / 1000).toFixed(1)} s, peak memory of the server ${peakMegabytes()} MB\n`,
    )
  }
} finally {
  process.kill(-server.pid!, 'SIGINT')
  await new Promise(done => server.once('exit', done))
  rmSync(folder, { recursive: true, force: true })
}

type Job = { id: string; state: string; result?: { created: number; updated: number; unchanged: number; refused: number } }

function address(): Promise<string> {
  return new Promise((done, failed) => {
    let said = ''
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const match = /http:\/\/localhost:\d+\/api\/v1/.exec(said)
      if (match) done(match[0])
    })
    server.once('exit', () => failed(new Error(`the server did not start: ${said}`)))
  })
}

async function freshTenant(api: string): Promise<string> {
  const operator = await signIn(api, 'platform', 'operator', 'Dangjian#2026')
  const { codes } = await ask<{ codes: string[] }>(api, 'POST', '/core/activation-codes/batch', { edition: 'standard', count: 1 }, operator)
  const { tenant } = await ask<{ tenant: { code: string } }>(api, 'POST', '/core/activations', {
    code: codes[0],
    organizationName: '中共湖州市委员会',
    username: 'chief',
  })
  const first = await signIn(api, tenant.code, 'chief', 'ABC#123')
  await ask<undefined>(api, 'PUT', '/session/password', { current: 'ABC#123', next: 'Lantern#47river' }, first)
  return signIn(api, tenant.code, 'chief', 'Lantern#47river')
}

async function signIn(api: string, tenant: string, username: string, password: string): Promise<string> {
  return (await ask<{ token: string }>(api, 'POST', '/session', { tenant, username, password })).token
}

async function importFile(api: string, token: string, path: string, file: string): Promise<void> {
  const began = performance.now()
  const form = new FormData()
  form.append('file', new Blob([readFileSync(file)]), basename(file))
  let job = await ask<Job>(api, 'POST', `${path}/import`, form, token)
  while (!['done', 'failed'].includes(job.state)) {
    await new Promise(done => setTimeout(done, 50))
    job = await ask<Job>(api, 'GET', `/core/jobs/${job.id}`, undefined, token)
  }
  if (!job.result) throw new Error(`${basename(file)} was not imported: ${job.state}`)
  const { created, updated, unchanged, refused } = job.result
  process.stdout.write(
    `${basename(file)}: ${job.state} in ${((performance.now() - began) / 1000).toFixed(1)} s (${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused)\n`,
  )
}

/** What the API documents of the reply; one that was refused ends the measurement. */
async function ask<Reply>(api: string, method: string, path: string, body?: unknown, token?: string): Promise<Reply> {
  const form = body instanceof FormData
  const reply = await fetch(api + path, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : form ? body : JSON.stringify(body),
  })
  const text = await reply.text()
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as Reply
}

/** The highest memory the server's process has held, as Linux counts it. */
function peakMegabytes(): string {
  const pid = readFileSync(join(folder, 'server.pid'), 'utf8').split(' ')[0]
  try {
    return String(Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024))
  } catch {
    return '(known on Linux alone)'
  }
}
