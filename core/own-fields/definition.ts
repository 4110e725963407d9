import { createHash } from 'node:crypto'
import type { TenantRows } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import type { EntityKey, FieldKind } from '../declarations/model.ts'

/** What kinds of fields a tenant may add, as `core/entities/own-field.json` lists them. */
export type OwnKind = Extract<FieldKind, 'text' | 'number' | 'date' | 'choice' | 'boolean' | 'file' | 'relation'>

/** A field that a tenant's admin added, in use. */
export type OwnField = {
  entity: EntityKey
  name: string
  title: string
  description: string | null
  kind: OwnKind
  required: boolean | null
  maxLength: number | null
  minimum: number | null
  maximum: number | null
  decimals: number | null
  target: EntityKey | null
  options: { code: string; title: string; off: boolean | null }[]
}

/** All of a tenant's; the hash is the same for tenants that have the same. */
export type OwnFields = { hash: string; fields: readonly OwnField[] }

/** The fields that are in use, in the order of forms. */
export function loadOwnFields(connection: TenantRows): Promise<OwnField[]> {
  return connection.run(sql<OwnField>`
    select f.entity, f.name, f.title, f.description, f.kind, f.required, f.max_length as "maxLength", f.minimum, f.maximum, f.decimals, f.target,
      array(select jsonb_build_object('code', o.code, 'title', o.title, 'off', o.off) from core.own_field_options o
        where o.tenant_id = f.tenant_id and o.parent_id = f.id order by o.position) as options
    from core.own_field f where f.tenant_id = ${connection.tenantId} and f."on" order by f.entity, f.position, f.name`)
}

/** Those that do not lead to what is switched off: with its plugin on again they are back. */
export function ownFieldsOf(defined: OwnField[], isOn: (plugin: string) => boolean): OwnFields {
  const fields = defined.filter(field => !field.target || isOn(field.target.split('/')[0]!))
  return { hash: createHash('sha256').update(JSON.stringify(fields)).digest('base64'), fields }
}
