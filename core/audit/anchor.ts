import { createReadStream, existsSync } from 'node:fs'
import { appendFile, mkdir, rename, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { TenantId } from '../database/database.ts'
import type { Head } from './seal.ts'

/** Where heads of chains are noted outside of the database, so that a chain cut short is found too. */
export type Anchor = {
  note(tenantId: TenantId, head: Head): Promise<void>
  close(): Promise<void>
}

/** A head as it was noted. */
export type Anchored = { tenant: string; seal: number; hash: string; time: number }

/** Its name in the data folder. */
export const anchorFile = 'audit-anchor.jsonl'

const logEveryMs = 60_000
const largestFile = 8_000_000

type Settings = { file?: string; log: { info(fields: object, message: string): void } }

/** Notes every head in the file, and the newest ones in the log, at most once a minute for a tenant. */
export function openAnchor({ file, log }: Settings): Anchor {
  const untold = new Map<TenantId, Head>()
  let toldAt = 0
  const tell = (): void => {
    for (const [tenant, head] of untold) log.info(headLine(tenant, head), 'audit sealed')
    untold.clear()
    toldAt = Date.now()
  }
  return {
    async note(tenantId, head) {
      untold.set(tenantId, head)
      if (Date.now() - toldAt >= logEveryMs) tell()
      if (!file) return
      await mkdir(dirname(file), { recursive: true })
      const line = JSON.stringify({ time: new Date().toISOString(), ...headLine(tenantId, head) })
      await appendFile(file, `${line}\n`, { mode: 0o600 })
      if ((await stat(file)).size > largestFile) await keepNewest(file)
    },
    async close() {
      tell()
    },
  }
}

function headLine(tenant: TenantId, { number, hash }: Head): object {
  return { auditHead: { tenant, seal: number, hash: hash.toString('hex') } }
}

/** One line for each tenant stays: a head holds all before it. */
async function keepNewest(file: string): Promise<void> {
  const newest = new Map<string, Anchored>()
  for await (const one of readAnchors(file)) newest.set(one.tenant, one)
  const lines = [...newest.values()].map(
    ({ time, ...auditHead }) => `${JSON.stringify({ time: new Date(time).toISOString(), auditHead })}\n`,
  )
  await writeFile(`${file}.new`, lines.join(''), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** The heads in an anchor file or in a server's log: whatever line is JSON and names one. A file that is not there has none. */
export async function* readAnchors(file: string): AsyncGenerator<Anchored> {
  if (!existsSync(file)) return
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (!line.includes('"auditHead"')) continue
    const found = headIn(line)
    if (found) yield found
  }
}

function headIn(line: string): Anchored | undefined {
  try {
    const { time, auditHead } = JSON.parse(line) as { time: string | number; auditHead: { tenant: string; seal: number; hash: string } }
    return { ...auditHead, time: new Date(time).getTime() }
  } catch {
    // A line cut off, as when the machine lost power, tells nothing; the heads before and after it do.
    return undefined
  }
}
