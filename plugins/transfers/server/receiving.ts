import { type At, defineProblem, type Json, sql } from '../../../core/index.ts'
import type { Needs } from './needs.ts'

const notYours = defineProblem('transfers.not-your-branch', 403, '您不能在这个党支部登记调入的党员')
const otherLetter = defineProblem('transfers.other-letter', 404, '编号和验证码不符，或介绍信已不在途，请与对方核对')

const fromLetter = ['name', 'sex', 'ethnicity', 'birthOn', 'category', 'phone', 'fileNote', 'validDays', 'duesPaidTo'] as const
const fromMember = ['joinedOn', 'regularOn', 'education', 'workUnit'] as const

/** What a letter of another tenant says is registered here as an arrival, for whoever has its number and code. */
export function defineReceiving({ handovers, operations, records, rights }: Needs): void {
  operations.define({
    method: 'POST',
    path: '/letters/take',
    id: 'takeLetter',
    summary: '凭介绍信编号和验证码登记调入',
    perMinute: 30,
    gate: { entity: 'arrival', action: 'create' },
    body: {
      type: 'object',
      required: ['organizationId', 'number', 'code'],
      additionalProperties: false,
      properties: {
        organizationId: { type: 'string', format: 'uuid' },
        number: { type: 'string', minLength: 1, maxLength: 100 },
        code: { type: 'string', minLength: 16, maxLength: 40 },
      },
    },
    status: 201,
    reply: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
    async write(asked, at) {
      const { organizationId, number, code } = asked.body as { organizationId: string; number: string; code: string }
      const handover = await handovers.take(at, code)
      const letter = await handovers.elsewhere(at, handover, (there, id) => letterOf(there, id, number.trim()))
      const id = await records.create(at, 'arrival', { organizationId, handover, ...letter })
      const [own] = await at.transaction.run(
        sql`select 1 from transfers.arrival t where t.tenant_id = ${at.transaction.tenantId} and t.id = ${id} and ${rights.rows(asked, 'arrival', 'create')}`,
      )
      if (!own) throw notYours()
      return { status: 201, body: { id } }
    },
  })

  async function letterOf(there: At, id: string, number: string): Promise<Json> {
    const transfer = await records.find(there, 'transfer', id)
    if (transfer?.['state'] !== 'outside' || transfer['number'] !== number) throw otherLetter()
    const memberId = String(transfer['memberId'])
    const member = (await records.find(there, 'members/member', memberId)) ?? {}
    const idNumber = await records.secret(there, 'members/member', memberId, {
      field: 'idNumber',
      reason: `组织关系介绍信 ${number} 由转入方凭验证码接收`,
    })
    const [office] = await there.transaction.run(sql<{ name: string; address: string | null; phone: string | null }>`
      select coalesce(f.name, o.name) as name, f.address, f.phone from core.organization o
      left join transfers.office f on f.tenant_id = o.tenant_id and f.organization_id = o.id
      where o.tenant_id = ${there.transaction.tenantId} and o.id = ${transfer['committeeId']}`)
    return {
      ...pick(transfer, fromLetter),
      ...pick(member, fromMember),
      idNumber,
      sender: office?.name,
      senderAddress: office?.address,
      senderPhone: office?.phone,
      letterNumber: number,
      letterOn: transfer['issuedOn'],
    }
  }
}

function pick(record: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.map(name => [name, record[name] ?? null]))
}
