import type { Client } from './client.ts'

/** A tenant's own hours without SMS and calls; null for those of the rules. */
export async function setQuietHours(admin: Client, quietFrom: string | null, quietTo: string | null): Promise<void> {
  const { id } = (await admin.get('/core/settings')).body.data[0]
  const reply = await admin.patch(`/core/settings/${id}`, { quietFrom, quietTo })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
}

/** Whatever the clock says, messages go at once. */
export async function noQuietHours(admin: Client): Promise<void> {
  await setQuietHours(admin, '00:00', '00:00')
}
