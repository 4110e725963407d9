import { Readable } from 'node:stream'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { seal, unseal } from '../../core/tenant-copies/sealed-stream.ts'
import type { Body, Client } from '../support/client.ts'

export const passphrase = '清风 2026 lanhua'

/** Asks for a copy of the tenant and gives its bytes. */
export async function takeCopy(admin: Client): Promise<{ job: Body; bytes: Buffer }> {
  const asked = await admin.post('/core/tenant-copies', { passphrase })
  if (asked.status !== 202) throw new Error(JSON.stringify(asked.body))
  const job = await admin.jobEnd(asked.body.id)
  if (job.state !== 'done') throw new Error(JSON.stringify(job))
  return { job, bytes: (await admin.get(`/core/files/${job.result.fileId}/content`)).bytes }
}

/** Sends a copy as a browser's form does, and gives the job when it has ended, or the refusal. */
export async function bringCopy(operator: Client, bytes: Uint8Array, texts: Record<string, string>): Promise<Body> {
  const form = new FormData()
  for (const [name, value] of Object.entries(texts)) form.append(name, value)
  form.append('file', new Blob([new Uint8Array(bytes)]), 'copy.djcopy')
  const asked = await operator.send('POST', '/core/tenants/from-copy', form)
  return asked.status === 202 ? operator.jobEnd(asked.body.id) : asked
}

export async function linesIn(bytes: Buffer): Promise<Body[]> {
  const plain = zstdDecompressSync(await gathered(unseal(Readable.from([bytes]), passphrase)))
  return plain
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}

export function copyOf(lines: Body[]): Promise<Buffer> {
  return sealed(zstdCompressSync(lines.map(line => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('')))
}

export function sealed(bytes: Buffer): Promise<Buffer> {
  return gathered(seal(Readable.from([bytes]), passphrase))
}

async function gathered(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}
