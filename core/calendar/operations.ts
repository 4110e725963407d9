import { entityOf, type Json } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { todayInShanghai } from '../identity/dates.ts'
import { denied, may } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { invalid } from '../records/problems.ts'
import { editedDays } from './edited-days.ts'
import { isPublished, specialDays } from './published-days.ts'

const day: Json = {
  type: 'object',
  required: ['date', 'kind', 'name', 'by'],
  properties: {
    date: { type: 'string', format: 'date' },
    kind: { type: 'string', enum: ['rest', 'workday'] },
    name: { type: ['string', 'null'] },
    by: { type: 'string', enum: ['published', 'platform', 'tenant'] },
  },
}

/** The calendar as it counts for the tenant. */
export function calendarOperations({ engine }: Platform): Operation[] {
  const entity = entityOf(engine.model, 'core/holiday')
  return [
    {
      method: 'GET',
      path: '/api/v1/core/calendar',
      id: 'calendar.get',
      summary: '一年中与平常的周几不同的日子：放假与调休上班',
      tag: entity.title,
      access: 'full',
      gate: { entity, action: 'read' },
      query: [{ name: 'year', in: 'query', schema: { type: 'integer', minimum: 2000, maximum: 2099 } }],
      reply: {
        type: 'object',
        required: ['year', 'published', 'data'],
        properties: {
          year: { type: 'integer' },
          published: { type: 'boolean', description: '该年的放假安排是否已经公布；公布前只有法定的日子' },
          data: { type: 'array', items: day },
        },
      },
      read: async ({ caller, query }) => {
        if (!may(caller, entity, 'read', engine.model)) throw denied()
        const year = yearIn(query['year'])
        const days = new Map<string, Json>()
        for (const one of specialDays(year).values()) days.set(one.date, { ...one, by: 'published' })
        for (const one of (await editedDays(engine.database.tenant(caller.tenantId))).values())
          if (one.date.startsWith(`${year}-`)) days.set(one.date, one)
        const data = [...days.values()].sort((one, other) => (String(one['date']) < String(other['date']) ? -1 : 1))
        return { body: { year, published: isPublished(year), data } }
      },
    },
  ]
}

function yearIn(given: unknown): number {
  const text = given === undefined ? todayInShanghai().slice(0, 4) : String(given)
  if (!/^20\d\d$/.test(text)) throw invalid(undefined, [{ pointer: '/year', code: 'range', detail: '年份应在 2000 到 2099 之间' }])
  return Number(text)
}
