import { readFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { newPeople } from './people.ts'
import type { Running } from './processes.ts'

/** Who exports and imports, and where: two counties, and the full names of branches. */
export type BulkPlaces = { token: string; counties: string[]; branches: string[] }

/** Seconds, and the most megabytes that the process has held so far. */
export type Bulk = { seconds: number; peak: number }

const rows = 100_000

/** Everyone of two counties, a hundred thousand people, as a spreadsheet by the product and by hand. */
export async function exportBoth(product: Running, hand: Running, { token, counties }: BulkPlaces): Promise<[Bulk, Bulk]> {
  const under = counties.map((id, at) => `filter[or][${at}][organizationId][under]=${id}`).join('&')
  return [
    await download(product, `/api/v1/members/members/export?${under}`, token),
    await download(hand, `/members/export?under=${counties.join()}`, token),
  ]
}

async function download(server: Running, path: string, token: string): Promise<Bulk> {
  const began = performance.now()
  const reply = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${token}` } })
  if (!reply.ok || !reply.body) throw new Error(`no export: ${reply.status} ${await reply.text()}`)
  let bytes = 0
  for await (const chunk of reply.body) bytes += (chunk as Uint8Array).length
  if (bytes < 1_000_000) throw new Error(`an export of ${bytes} bytes is not that of ${rows} rows`)
  return took(server, began)
}

/** A hundred thousand people whom nobody has registered yet, spread over the branches. They stay. */
export async function importBoth(product: Running, hand: Running, { token, branches }: BulkPlaces, folder: string): Promise<[Bulk, Bulk]> {
  const file = join(folder, 'people.xlsx')
  const person = newPeople({ name: '', shortName: '党支部' })
  const headers = { authorization: `Bearer ${token}` }
  try {
    await writePeople(file, branches, person)
    const form = new FormData()
    form.append('file', new Blob([await readFile(file)]), 'people.xlsx')
    let began = performance.now()
    const started = await fetch(`${product.url}/api/v1/members/members/import`, { method: 'POST', headers, body: form })
    let job = (await started.json()) as Job
    while (!['done', 'failed'].includes(job.state)) {
      await new Promise(done => setTimeout(done, 200))
      job = (await (await fetch(`${product.url}/api/v1/core/jobs/${job.id}`, { headers })).json()) as Job
    }
    requireAll(job.result?.created, job.result?.problems)
    const mine = took(product, began)
    await writePeople(file, branches, person)
    const body = await readFile(file)
    began = performance.now()
    const sent = await fetch(`${hand.url}/members/import`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body,
    })
    requireAll(((await sent.json()) as { created?: number }).created)
    return [mine, took(hand, began)]
  } finally {
    await rm(file, { force: true })
  }
}

type Job = { id: string; state: string; result?: { created: number; problems: unknown[] } }

function requireAll(created: number | undefined, problems: unknown[] = []): void {
  if (created !== rows) throw new Error(`the import created ${created}: ${JSON.stringify(problems.slice(0, 3))}`)
}

async function writePeople(path: string, branches: string[], person: ReturnType<typeof newPeople>): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path })
  const sheet = workbook.addWorksheet('党员')
  sheet.addRow(['党组织名称', '姓名', '身份证号', '手机号', '民族', '文化程度', '党员类别', '入党日期', '转正日期', '工作单位']).commit()
  for (let at = 0; at < rows; at++) {
    const { name, idNumber, phone, category, joinedOn, regularOn, workUnit } = person()
    const kind = category === 'full' ? '正式党员' : '预备党员'
    sheet
      .addRow([branches[at % branches.length], name, idNumber, phone, '汉族', '大学本科', kind, joinedOn, regularOn ?? '', workUnit])
      .commit()
  }
  await workbook.commit()
}

function took({ pid }: Running, began: number): Bulk {
  return { seconds: (performance.now() - began) / 1000, peak: peakMegabytes(pid) }
}

/** The highest memory that a process has held, as Linux counts it; 0 elsewhere. */
function peakMegabytes(pid: number): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
  } catch {
    return 0
  }
}
