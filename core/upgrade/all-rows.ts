import type pg from 'pg'

/**
 * Row-level security is forced upon owners too, so that an owner who is no superuser sees no tenant's rows. For the time of an upgrade's
 * transaction that has to look at them it is not; `restore` before the end, and a rollback restores by itself.
 */
export async function ownersRows(client: pg.Client): Promise<{ hidden: boolean; seeAll(): Promise<void>; restore(): Promise<void> }> {
  const { rows: roles } = await client.query<{ hidden: boolean }>(
    'select not (rolsuper or rolbypassrls) as hidden from pg_roles where rolname = current_user',
  )
  const { hidden } = roles[0]!
  let opened: { oid: number; name: string }[] | undefined
  return {
    /** Whether it has to change tables in order to see. */
    hidden,
    async seeAll() {
      if (opened || !hidden) return
      opened = []
      const { rows } = await client.query<{ oid: number; name: string }>(
        `select c.oid, format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relforcerowsecurity and not c.relispartition and pg_has_role(c.relowner, 'usage') order by 1`,
      )
      opened = rows
      for (const { name } of opened) await client.query(`alter table ${name} no force row level security`)
    },
    async restore() {
      // By number: a migration may have given them other names.
      const { rows } = await client.query<{ name: string }>('select oid::regclass::text as name from pg_class where oid = any($1)', [
        (opened ?? []).map(table => table.oid),
      ])
      for (const { name } of rows) await client.query(`alter table ${name} force row level security`)
    },
  }
}
