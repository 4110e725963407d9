import pg from 'pg'
import type { TestPlatform } from '../support/platform.ts'

/** Runs SQL as the owner of this test's database: to set a clock back, or to look past the server. */
export async function asOwner(platform: TestPlatform, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: platform.ownerUrl })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
