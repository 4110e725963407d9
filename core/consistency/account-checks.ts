import { columnSql } from '../database/column-sql.ts'
import { sql } from '../database/sql.ts'
import type { Entity, Model } from '../declarations/model.ts'
import { type Check, tableSql } from './check.ts'

/** People's accounts follow their records, and the names to sign in by follow the accounts. */
export function accountChecks(tenant: string, model: Model): Check[] {
  return [...[...model.entities.values()].flatMap(entity => personChecks(tenant, entity)), signInNames(tenant)]
}

function personChecks(tenant: string, entity: Entity): Check[] {
  const { account } = entity
  if (!account) return []
  const field = (name: string, alias = 't') => columnSql(entity.field.get(name)!, alias)
  const gone = entity.delete === 'soft' ? sql`t.deleted_at is not null` : sql`false`
  const living = entity.delete === 'soft' ? sql`and o.deleted_at is null` : sql``
  const table = tableSql(entity.table)
  return [
    {
      name: `account ${entity.key}`,
      offenders: sql`
        select t.id::text, case
          when u.id is null then 'has no account'
          when u.state = 'disabled' then concat('account ', u.id, ' is closed')
          else concat('account ', u.id, ' has another name, phone or organization') end as detail
        from ${table} t left join core."user" u on u.tenant_id = t.tenant_id and u.id = ${field(account.user)}
        where t.tenant_id = ${tenant} and not ${gone} and (u.id is null or u.state = 'disabled'
          or (u.name, u.phone, u.organization_id) is distinct from (${field(account.name)}, ${field(account.phone)}, ${field(account.organization)}))`,
    },
    {
      name: `account-closed ${entity.key}`,
      offenders: sql`
        select t.id::text, concat('deleted, and account ', u.id, ' is open') as detail
        from ${table} t join core."user" u on u.tenant_id = t.tenant_id and u.id = ${field(account.user)}
        where t.tenant_id = ${tenant} and ${gone} and u.state <> 'disabled'
          and not exists (select 1 from ${table} o where o.tenant_id = t.tenant_id and ${field(account.user, 'o')} = u.id ${living})`,
    },
  ]
}

function signInNames(tenant: string): Check {
  return {
    name: 'sign-in-names',
    offenders: sql`
      select coalesce(n.user_id, u.id)::text as id, case when n.user_id is null then 'cannot sign in by a name of his' else 'can sign in by a name that is not his' end as detail
      from (
        select distinct id, sha256(convert_to(lower(given.name), 'UTF8')) as name_hash from core."user" cross join lateral unnest(array[username, phone]) as given(name)
        where tenant_id = ${tenant} and given.name is not null) u
      full join (select user_id, name_hash from core.sign_in_name where tenant_id = ${tenant}) n on n.user_id = u.id and n.name_hash = u.name_hash
      where n.user_id is null or u.id is null`,
  }
}
