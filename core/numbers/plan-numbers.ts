import { sql } from '../database/sql.ts'
import type { Json } from '../declarations/model.ts'
import { todayInShanghai } from '../identity/dates.ts'
import type { Change, Draft, Writing } from '../records/engine.ts'
import { type Count, type Numbering, numberingsOf, type Organization, type Particulars } from './numbering.ts'

/** A draft that is to have a number, and all that it is made of but its place in the count. */
export type Due = { draft: Draft; count: Count; particulars: Particulars }

export type NumberPlan = { numbering: Numbering; due: Due[] }[]

/** Finds which of these records are to have a number, and notes what is missing for it. Nothing is locked or counted yet. */
export async function planNumbers(writing: Writing, drafts: Draft[]): Promise<NumberPlan> {
  const plan: NumberPlan = []
  for (const numbering of numberingsOf(writing.entity)) {
    const asking = drafts.filter(draft => isDue(numbering, draft))
    const organizations = await organizationsOf(writing, numbering, asking)
    const due = asking.flatMap(draft => dueOf(numbering, draft, organizations) ?? [])
    if (due.length > 0) plan.push({ numbering, due })
  }
  return plan
}

/** A number once given stays, whatever becomes of the condition; a record that fulfilled it before it was declared gets none. */
function isDue({ field, rule }: Numbering, draft: Draft): boolean {
  if ((draft.values[field.name] ?? null) !== null) return false
  const { before } = draft as Partial<Change>
  if (!rule.when) return before === undefined
  const fulfilled = (values: Json) => rule.when!.evaluate({ ...values, today: todayInShanghai() }) === true
  return fulfilled(draft.values) && !(before && fulfilled(before))
}

async function organizationsOf(writing: Writing, { rule }: Numbering, drafts: Draft[]): Promise<Map<string, Organization>> {
  if (drafts.length === 0 || !rule.parts.some(part => 'organization' in part)) return new Map()
  const { transaction } = writing
  const ids = [...new Set(drafts.map(draft => draft.values[rule.organization]).filter(id => typeof id === 'string'))]
  const rows = await transaction.run(sql<Organization>`
    select id, name, short_name as "shortName", code from core.organization where tenant_id = ${transaction.tenantId} and id = any(${ids}::uuid[])`)
  return new Map(rows.map(row => [row.id, row]))
}

function dueOf(numbering: Numbering, draft: Draft, organizations: ReadonlyMap<string, Organization>): Due | undefined {
  const { rule, entity, field } = numbering
  const { values } = draft
  const lacks = (name: string, what: string) => {
    draft.errors.push({ pointer: `/${name}`, code: 'no-number-part', detail: `请先填写${what}，才能生成${field.title}` })
    return undefined
  }
  const title = (name: string) => entity.field.get(name)!.title
  const organizationId = (values[rule.organization] ?? null) as string | null
  const needsOrganization = rule.perOrganization || rule.parts.some(part => 'organization' in part)
  if (needsOrganization && organizationId === null) return lacks(rule.organization, title(rule.organization))
  const organization = organizations.get(organizationId ?? '')
  if (rule.parts.some(part => 'organization' in part && !organization?.[part.organization])) return lacks(rule.organization, '党组织的代码')
  const date = rule.date === undefined ? todayInShanghai() : values[rule.date]
  if (typeof date !== 'string') return lacks(rule.date!, title(rule.date!))
  const choices = rule.parts.flatMap(part => ('choice' in part ? [part.choice] : []))
  const empty = choices.find(name => (values[name] ?? null) === null)
  if (empty !== undefined) return lacks(empty, title(empty))
  const year = Number(date.slice(0, 4))
  return {
    draft,
    particulars: { organization, year, values },
    count: {
      organizationId: rule.perOrganization ? organizationId : null,
      year: rule.perYear ? year : null,
      choice: rule.perChoice === undefined ? null : String(values[rule.perChoice]),
    },
  }
}
