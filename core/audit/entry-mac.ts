import type { TenantId } from '../database/database.ts'
import type { Json } from '../declarations/model.ts'
import { JsonText } from '../json-text.ts'
import type { KeyRing } from '../secrets/key-ring.ts'

/** The keys of the audit: they last, whatever master key is the current one. */
export type AuditKeys = Pick<KeyRing, 'keyFor' | 'crypto' | 'indexCipher'>

/** A keyed hash under the tenant's own key: 32 bytes that nobody makes who has the database alone. */
export function auditMac(keys: AuditKeys, tenantId: TenantId, text: string): Buffer {
  return keys.crypto.mac(keys.indexCipher, keys.keyFor('audit', tenantId), text)
}

/** How many bytes of an entry's hash a seal keeps. */
export const macLength = 16

/**
 * The keyed hash of an entry as it stands in its table, by column names. Every column counts but those without a value, so that a column
 * that comes later leaves older entries as they are.
 */
export function entryMac(keys: AuditKeys, tenantId: TenantId, row: Json): Buffer {
  const told: Json = { tenant_id: tenantId }
  for (const [column, value] of Object.entries(row))
    if (value !== null && value !== undefined) told[column] = times.has(column) ? toMicrosecond(String(value)) : value
  return auditMac(keys, tenantId, canonicalText(told)).subarray(0, macLength)
}

const times = new Set(['created_at', 'updated_at'])

/** The last time worded: all entries of one write have the same. */
let worded = { text: '', time: '' }

/** A time in UTC with six digits of the second, however it was written. */
function toMicrosecond(text: string): string {
  if (text === worded.text) return worded.time
  const [, fraction = ''] = /\.(\d{1,6})/.exec(text) ?? []
  worded = { text, time: `${new Date(text).toISOString().slice(0, 19)}.${fraction.padEnd(6, '0')}` }
  return worded.time
}

/** JSON with its keys in order: the same text for the same value, before it is stored and after it is read. A text must be such JSON already. */
export function canonicalText(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  if (value instanceof JsonText) return value.text
  if (Array.isArray(value)) {
    let items = ''
    for (const item of value) items += items === '' ? canonicalText(item) : `,${canonicalText(item)}`
    return `[${items}]`
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalText(value.toJSON())
  const members = value as Json
  let text = ''
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalText(member)}`
  }
  return `{${text}}`
}

// What JSON writes as it is; looking is cheaper than writing.
const plain = /^[ !#-[\]-\ud7ff]*$/

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text)
}
