import type { Asked, At, Block, Paper } from '../../../core/index.ts'
import { type Assembled, assemble, type Parts } from './assemble.ts'

const mostAtOnce = 50

/** Certificates as one PDF. Each has a number of its own, and stands in the register of prints. */
export function printing({ operations, papers, records, ...parts }: Parts): void {
  operations.define({
    method: 'POST',
    path: '/pdf',
    id: 'pdf',
    summary: '打印选中党员的活动证（PDF）',
    gate: { entity: 'print', action: 'print' },
    body: {
      type: 'object',
      required: ['memberIds'],
      additionalProperties: false,
      properties: {
        memberIds: { type: 'array', minItems: 1, maxItems: mostAtOnce, uniqueItems: true, items: { type: 'string', format: 'uuid' } },
      },
    },
    reply: { contentType: 'application/pdf' },
    async write(asked, at) {
      const { memberIds } = asked.body as { memberIds: string[] }
      const made: Paper[] = []
      for (const id of memberIds) made.push(await numbered(asked, at, await assemble(parts, asked, id)))
      const body = await papers.pdf('党员活动证', made)
      return { headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename*=UTF-8''${fileName}` }, body }
    },
  })

  /** Written into the register, and with the number that it is given there. */
  async function numbered(asked: Asked, at: At, certificate: Assembled): Promise<Paper> {
    const { member, issuer } = certificate
    const id = await records.create(at, 'print', { memberId: member.id, organizationId: member.organizationId, issuer })
    const { number, printedOn } = (await records.find(at, 'print', id))!
    const picture = member.photo ? await papers.picture(asked, member.photo) : undefined
    return { ...paperOf(certificate, `编号 ${String(number)}　${String(printedOn)} 打印`), picture }
  }
}

const fileName = encodeURIComponent('党员活动证.pdf')

function paperOf({ issuer, member, sections }: Assembled, foot: string): Paper {
  return {
    title: '党员活动证',
    under: issuer,
    foot: `${foot}　${member.name}`,
    blocks: sections.map(({ title, kind, columns, rows, more }): Block => {
      if (kind === 'facts')
        return { kind, title, facts: columns.map((column, at) => ({ title: column.title, value: rows[0]?.[at] ?? '' })) }
      const note = rows.length === 0 ? '无' : more ? `只列出最近的 ${rows.length} 条` : undefined
      return { kind, title, columns: columns.map(column => column.title), rows, note }
    }),
  }
}
