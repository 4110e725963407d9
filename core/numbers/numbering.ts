import type { Entity, Field, Json, Model, NumberRule } from '../declarations/model.ts'

/** A field with numbers, and the name that its counts go by: `documents/document.documentNumber`. */
export type Numbering = { name: string; entity: Entity; field: Field; rule: NumberRule }

export function numberingsOf(entity: Entity): Numbering[] {
  return entity.fields.flatMap(field => (field.number ? [{ name: `${entity.key}.${field.name}`, entity, field, rule: field.number }] : []))
}

export function numberingNamed(model: Model, name: unknown): Numbering | undefined {
  return [...model.entities.values()].flatMap(numberingsOf).find(numbering => numbering.name === name)
}

/** What has a count of its own. */
export type Count = { organizationId: string | null; year: number | null; choice: string | null }

/** 发文文号〔2026〕通知: what people call a count, within its organization. */
export function titleOf({ entity, field, rule }: Numbering, { year, choice }: Count): string {
  const kind = rule.perChoice === undefined || choice === null ? '' : choiceTitle(entity, rule.perChoice, choice)
  return `${entity.title}${field.title}${year === null ? '' : `〔${year}〕`}${kind}`
}

/** The title of a code; a code that is no longer declared stands for itself. */
export function choiceTitle(entity: Entity, field: string, code: string): string {
  return entity.field.get(field)!.choices!.find(choice => choice.code === code)?.title ?? code
}

export type Organization = { id: string; name: string | null; shortName: string | null; code: string | null }

/** What a record's number is written with; `year` is there whether or not the pattern shows it. */
export type Particulars = { organization?: Organization; year: number; values: Json }

/** 东党〔2026〕12号 */
export function writtenNumber({ entity, rule }: Numbering, { organization, year, values }: Particulars, sequence: number): string {
  return rule.parts
    .map(part => {
      if ('text' in part) return part.text
      if ('organization' in part) return organization?.[part.organization] ?? ''
      if ('year' in part) return String(year)
      if ('sequence' in part) return String(sequence).padStart(part.sequence, '0')
      return choiceTitle(entity, part.choice, String(values[part.choice]))
    })
    .join('')
}
