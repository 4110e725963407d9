import pg from 'pg'
import type { Test } from 'tap'
import { type Anchored, readAnchors } from '../../core/audit/anchor.ts'
import { tenantOf } from '../../core/audit/owner.ts'
import { type Verdict, verifyTenant } from '../../core/audit/verify.ts'
import { tenantId } from '../../core/database/database.ts'
import { anchorOf, type TestPlatform } from '../support/platform.ts'
import { until } from '../support/server-process.ts'

export type Statement = [text: string, values?: unknown[]]

export type Chain = {
  tenant: string
  owner: pg.Client
  /** What verification says, as soon as everything is sealed. */
  verdict(): Promise<Verdict>
  /** What it says after these statements of the owner's, which are taken back then; `noted` heads are looked at too. */
  after(statements: Statement[], noted?: boolean): Promise<Verdict>
}

/** The owner's own connection, and the chain of a tenant by its code. */
export async function chainOf(t: Test, platform: TestPlatform, code = 'demo'): Promise<Chain> {
  const owner = new pg.Client({ connectionString: platform.ownerUrl })
  await owner.connect()
  t.teardown(() => owner.end())
  const { rows } = await owner.query('select id from core.tenant where code = $1', [code])
  const tenant = String(rows[0].id)
  const after: Chain['after'] = async (statements, noted = false) => {
    await until(async () => (await owner.query('select 1 from core.audit_pending limit 1')).rowCount === 0)
    await owner.query('begin')
    try {
      for (const [text, values] of statements) await owner.query(text, values)
      const anchored: Anchored[] = []
      if (noted) for await (const one of readAnchors(anchorOf(platform.ownerUrl))) if (one.tenant === tenant) anchored.push(one)
      return await verifyTenant(await tenantOf(owner, tenantId(tenant)), platform.app.platform.engine.keyRing, anchored)
    } finally {
      await owner.query('rollback')
    }
  }
  return { tenant, owner, after, verdict: () => after([], true) }
}
