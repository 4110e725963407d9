import { join } from 'node:path'
import sharp from 'sharp'
import type { Test } from 'tap'
import type { Body, Client, Reply } from '../support/client.ts'
import { startPlatform, type TestPlatform } from '../support/platform.ts'

/** Holds the letters: a plugin whose records have a text with a look, one with files and one without. */
export const fixtures = join(import.meta.dirname, 'fixtures')

export const lettersPath = '/letters/letters'

export type LetterPlatform = TestPlatform & {
  admin: Client
  organizationId: string
  /** The organization's name, by which a spreadsheet calls it. */
  organization: string
  send(values: Body, client?: Client): Promise<Reply>
  /** A letter written by the tenant's admin, as it is told. */
  write(body: string, more?: Body): Promise<Body>
  upload(name: string, content: Uint8Array, client?: Client): Promise<string>
}

/** A server with the letters installed, on a database that never had them. */
export async function startWithLetters(t: Test): Promise<LetterPlatform> {
  const platform = await startPlatform(t, { plugins: [fixtures] })
  const admin = await platform.signIn('admin')
  const { organization } = (await (await platform.signIn('orgadmin')).get('/core/profile')).body.user
  let count = 0
  const send = (values: Body, client = admin) =>
    client.post(lettersPath, { organizationId: organization.id, title: `第 ${++count} 期`, issuedOn: '2026-07-01', ...values })
  return {
    ...platform,
    admin,
    organizationId: organization.id,
    organization: organization.label,
    send,
    async write(body, more = {}) {
      const reply = await send({ body, ...more })
      if (reply.status !== 201) throw new Error(`not written: ${reply.status} ${JSON.stringify(reply.body)}`)
      return reply.body
    },
    async upload(name, content, client = admin) {
      return (await client.upload('/core/files', { name, content })).body.id
    },
  }
}

export function photo(): Promise<Uint8Array> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: '#c00' } })
    .png()
    .toBuffer()
}

export const paper = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
