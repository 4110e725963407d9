import { defineProblem, sql } from '../../../core/index.ts'
import type { Needs } from './needs.ts'

const noLetter = defineProblem('transfers.no-letter', 409, '调出系统外、已开介绍信并且在途的，才能生成验证码')

/** A code on the letter for a receiver who works on this platform too. Asked for again, the one before no longer holds. */
export function defineLetterCodes({ handovers, operations, rights }: Needs): void {
  operations.define({
    method: 'POST',
    path: '/transfers/{id}/code',
    id: 'code',
    summary: '生成介绍信的接转验证码',
    inPath: { id: { type: 'string', format: 'uuid' } },
    gate: { entity: 'transfer', action: 'revoke' },
    reply: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } },
    async write(asked, at) {
      const id = asked.parameters['id']!
      const [letter] = await at.transaction.run(sql<{ until: string }>`
        select to_char(t.valid_until, 'YYYY-MM-DD') as until from transfers.transfer t
        where t.tenant_id = ${at.transaction.tenantId} and t.id = ${id} and t.state = 'outside' and ${rights.rows(asked, 'transfer', 'revoke')}
        for share`)
      if (!letter) throw noLetter()
      return { body: { code: await handovers.issue(at, { recordId: id, until: letter.until }) } }
    },
  })
}
