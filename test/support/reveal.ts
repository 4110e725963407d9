import type { Client } from './client.ts'

/** What a secret field holds, asked for as a person does: by right and with a reason. */
export async function revealed(who: Client, path: string, id: string, field: string): Promise<string> {
  const { status, body } = await who.post(`${path}/${id}/transitions/reveal`, { field, reason: '核对证件' })
  if (status !== 200) throw new Error(`${path}/${id} is not revealed: ${status} ${JSON.stringify(body)}`)
  return body.value
}
