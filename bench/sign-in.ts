import { benchPassword, type benchUsers } from './seed/seed.ts'

/** A token of someone of the big tenant. */
export async function tokenOf(url: string, username: (typeof benchUsers)[keyof typeof benchUsers]): Promise<string> {
  const { token } = await ask<{ token: string }>(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant: 'bench', username, password: benchPassword }),
  })
  return token
}

/** What a server answers. @throws Error where it refuses */
export async function ask<Reply>(url: string, request: RequestInit): Promise<Reply> {
  const reply = await fetch(url, request)
  if (!reply.ok) throw new Error(`${url}: ${reply.status} ${await reply.text()}`)
  return (await reply.json()) as Reply
}
