import { BoundedCache } from '../bounded-cache.ts'
import { keyColumn } from '../database/table-definition.ts'
import type { Entity, Field, Json } from '../declarations/model.ts'
import { mask } from '../identity/mask.ts'
import type { FieldProblem } from '../problem.ts'
import type { TenantSecrets } from '../secrets/tenant-secrets.ts'

export const secretFields = (entity: Entity): Field[] => entity.fields.filter(field => field.secret)

/** A text as it is stored, whichever way it was typed: the x at the end of an ID number is a capital one. */
export function canonical(field: Field, text: string): string {
  return ['id-number', 'credit-code'].includes(String(field.schema['format'])) ? text.toUpperCase() : text
}

/** What equal values have in common where SQL compares them: the value itself, or the keyed hash of a secret. */
export function keyOfValue(field: Field, value: unknown, secrets: TenantSecrets): unknown {
  if (!field.secret) return value ?? null
  return typeof value === 'string' ? secrets.index(canonical(field, value)) : null
}

/** A secret's columns as they are stored. */
export function sealedColumns(field: Field, value: unknown, recordId: string, secrets: TenantSecrets): Json {
  return { [field.column]: sealedValue(value, recordId, secrets), [keyColumn(field)]: keyOfValue(field, value, secrets) }
}

export function sealedValue(value: unknown, recordId: string, secrets: TenantSecrets): string | null {
  return typeof value === 'string' ? secrets.seal(value, recordId) : null
}

/** What is stored of a field, in plain. @throws Error when a secret cannot be opened */
export function plainValue(field: Field, stored: unknown, recordId: string, secrets: TenantSecrets): unknown {
  return field.secret && typeof stored === 'string' ? secrets.open(stored, recordId) : (stored ?? null)
}

const unreadable = '******'

/** What was stored of a record when its mask was made, and the mask. */
type Masked = { stored: string; shown: string }

/** The pages that everyone opens show the same masks again and again; what is kept of them is no more than what is shown. */
const masks = new WeakMap<Field, BoundedCache<Masked>>()

/** What is stored of a secret, masked. One that cannot be opened does not keep the others from being read. */
export function maskedSecret(field: Field, stored: unknown, recordId: string, secrets: TenantSecrets, remember = true): string | null {
  if (typeof stored !== 'string') return null
  const make = () => ({ stored, shown: maskOf(field, secrets.open(stored, recordId))! })
  try {
    if (!remember) return make().shown
    const known = masks.get(field) ?? new BoundedCache<Masked>(20_000)
    masks.set(field, known)
    return known.of(recordId, make, kept => kept.stored === stored).shown
  } catch {
    // Changed in the database by another hand. Revealing it tells the error.
    return unreadable
  }
}

/** A secret as it is shown; empty is null. */
export function maskOf(field: Field, value: unknown): string | null {
  return typeof value === 'string' ? mask(field.mask ?? 'account', value) : null
}

/** A mask that was sent back as if it were the value. */
export function maskProblems(entity: Entity, values: Json): FieldProblem[] {
  return secretFields(entity).flatMap(field => {
    const value = values[field.name]
    if (typeof value !== 'string' || !value.includes('**')) return []
    return [{ pointer: `/${field.name}`, code: 'masked', detail: `${field.title}是遮盖后的内容，请填写完整的，或不填这一项` }]
  })
}

/** Whether a value that was sent is the mask of what the record holds, and not the whole of it. */
export function isMaskOf(field: Field | undefined, held: unknown, sent: unknown): boolean {
  return field?.secret === true && typeof held === 'string' && sent !== held && sent === maskOf(field, held)
}
