import type { Asked, Given, Json, operations, records, rights, sheets } from '../../../../core/index.ts'
import { type RankingAsked, type Receiver, rankingAsked, rankingParameters } from './asked.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { memberName } from './member-name.ts'
import { type Ranked, rankedPage } from './ranked.ts'
import { whereOf } from './where.ts'

export type RankingParts = Given<{ operations: typeof operations; records: typeof records; rights: typeof rights; sheets: typeof sheets }>

const usualPage = 20
/** The most that a page of any part of a county finds within its time (docs/performance.md). */
const largestPage = 30
const exportedAtOnce = 1_000

const rankings: { receiver: Receiver; path: string; title: string }[] = [
  { receiver: 'member', path: '/rankings/people', title: '党员积分排名' },
  { receiver: 'organization', path: '/rankings/organizations', title: '党组织积分排名' },
]

/** Rankings of people and organizations (P1.1), page by page and as a spreadsheet. Who may read sums somewhere sees who is how far there. */
export function defineRankings({ operations, records, rights, sheets }: RankingParts): void {
  for (const { receiver, path, title } of rankings) {
    const gate = { entity: 'sum', action: 'read' }
    const page = async (asked: Asked, ranking: RankingAsked, size: number, from?: Cursor) => {
      const where = await whereOf(asked, rights.places(asked, 'sum', 'read'), ranking.place)
      return rankedPage(asked, { ranking, where, member: memberName({ records }, asked), size, from })
    }
    operations.define({
      ...{ method: 'GET', path, id: `${receiver}Ranking`, summary: title, gate },
      query: [...rankingParameters, pageParameter],
      reply: rankingReply(receiver),
      read: async asked => {
        const { size, after } = (asked.query['page'] ?? {}) as { size?: string; after?: string }
        const from = after === undefined ? undefined : readCursor(after)
        const { rows, after: next } = await page(asked, rankingAsked(receiver, asked), Number(size ?? usualPage), from)
        return { body: { data: rows.map(told), page: { after: next } } }
      },
    })
    operations.define({
      ...{ method: 'GET', path: `${path}/export`, id: `${receiver}Ranking.export`, summary: `导出${title}`, gate },
      query: [...rankingParameters, ...sheets.parameters],
      reply: sheets.reply,
      read: async asked => {
        const ranking = rankingAsked(receiver, asked)
        const title_ = `${title}${ranking.period === 'all' ? '' : `（${ranking.period}）`}`
        return sheets.write(asked, { entity: 'sum', title: title_, columns: columnsOf(receiver), pages: allRows(asked, ranking) })
      },
    })

    async function* allRows(asked: Asked, ranking: RankingAsked): AsyncGenerator<unknown[][]> {
      for (let from: Cursor | undefined, more = true; more; ) {
        const { rows, last, after } = await page(asked, ranking, exportedAtOnce, from)
        yield rows.map(row => [row.rank, ...(row.memberId ? [row.member ?? ''] : []), row.organization, row.points])
        from = last
        more = after !== null
      }
    }
  }
}

function told({ rank, points, memberId, member, organizationId, organization }: Ranked): Json {
  const person = memberId === null ? {} : { member: { id: memberId, label: member } }
  return { rank, points, ...person, organization: { id: organizationId, label: organization } }
}

const pageParameter: Json = {
  name: 'page',
  in: 'query',
  style: 'deepObject',
  explode: true,
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: { size: { type: 'integer', minimum: 1, maximum: largestPage }, after: { type: 'string', maxLength: 200 } },
  },
}

const label: Json = {
  type: 'object',
  required: ['id', 'label'],
  properties: { id: { type: 'string' }, label: { type: ['string', 'null'] } },
}

function rankingReply(receiver: Receiver): Json {
  const row = {
    type: 'object',
    required: ['rank', 'points', 'organization', ...(receiver === 'member' ? ['member'] : [])],
    properties: {
      rank: { type: 'integer', description: '积分相同的名次相同' },
      points: { type: 'integer' },
      ...(receiver === 'member' ? { member: label } : {}),
      organization: label,
    },
  }
  return {
    type: 'object',
    required: ['data', 'page'],
    properties: {
      data: { type: 'array', items: row },
      page: { type: 'object', required: ['after'], properties: { after: { type: ['string', 'null'] } } },
    },
  }
}

function columnsOf(receiver: Receiver): { name: string; title: string; kind: 'text' | 'integer' }[] {
  return [
    { name: 'rank', title: '名次', kind: 'integer' },
    ...(receiver === 'member' ? [{ name: 'member', title: '姓名', kind: 'text' as const }] : []),
    { name: 'organization', title: '党组织', kind: 'text' },
    { name: 'points', title: '积分', kind: 'integer' },
  ]
}
