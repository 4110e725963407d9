import { type Database, type TenantId, tenantId } from '../database/database.ts'
import type { Signals } from '../database/signals.ts'
import { sql } from '../database/sql.ts'
import type { Model } from '../declarations/model.ts'
import { type OwnRule, withOwn } from '../declarations/own-rules.ts'
import type { RuleData } from '../declarations/rule-data.ts'
import { loadOwnFields, type OwnFields, ownFieldsOf } from '../own-fields/definition.ts'

/** The tenant that holds the platform's own records: tenants, activation codes, entitlements. */
export const platformTenant = tenantId('00000000-0000-7000-8000-000000000001')

export type MenuSetting = {
  device: string
  key: string
  title: string | null
  icon: string | null
  group: string | null
  position: number | null
  on: boolean
}

/** What every request of a tenant has to know about it. */
export type TenantState = {
  id: TenantId
  code: string
  name: string
  edition: string
  active: boolean
  /** For bodies under the rules on government apps: no rankings, no online time, nothing forced (S2.12). */
  reliefMode: boolean
  /** The images that stand behind the login pages, which anybody may see (S2.7): files by their ids. */
  loginImages: { desktop: string | null; phone: string | null }
  entitled: ReadonlySet<string>
  pluginsOn: ReadonlySet<string>
  menus: ReadonlyMap<string, MenuSetting>
  /** Events that it has others told of. */
  webhookEvents: ReadonlySet<string>
  /** The fields that its admin added, as far as they are in use. */
  ownFields: OwnFields
  /** Where it has numbers of its own. */
  rules?: RuleData
}

export type TenantStates = {
  of(id: TenantId): Promise<TenantState | undefined>
  byCode(code: string): Promise<TenantId | undefined>
  /** As it was when last asked for, where that is still so for all that is known: within a transaction it takes no second connection. */
  known(id: TenantId): TenantState | undefined
  /** What `of` would give, where it is at hand: nobody need wait for it. */
  atHand(id: TenantId): TenantState | undefined
  /** How many are kept in memory. */
  size(): number
}

const keepMs = 60_000
const mostKept = 10_000

/** Loads tenants' states, and keeps them until a change is signalled. */
export function tenantStates(database: Database, model: Model, signals: Signals): TenantStates {
  const kept = new Map<string, { loaded: Promise<TenantState | undefined>; state?: TenantState; until: number }>()
  signals.on('tenant', id => void kept.delete(id))
  signals.on('forget', () => kept.clear())
  return {
    of(id) {
      const cached = kept.get(id)
      if (cached && cached.until > Date.now() && signals.current()) return cached.loaded
      if (kept.size > mostKept) kept.clear()
      const loaded = load(database, model, id)
      const one: { loaded: typeof loaded; state?: TenantState; until: number } = {
        loaded,
        state: cached?.state,
        until: Date.now() + keepMs,
      }
      kept.set(id, one)
      loaded.then(
        state => {
          one.state = state
        },
        () => kept.delete(id),
      )
      return loaded
    },
    known: id => (signals.current() ? kept.get(id)?.state : undefined),
    atHand(id) {
      const cached = kept.get(id)
      return cached && cached.until > Date.now() && signals.current() ? cached.state : undefined
    },
    async byCode(code) {
      const [row] = await database
        .tenant(platformTenant)
        .run(sql<{ id: TenantId }>`select id from core.tenant where tenant_id = ${platformTenant} and code = ${code}`)
      return row?.id
    },
    size: () => kept.size,
  }
}

async function load(database: Database, model: Model, id: TenantId): Promise<TenantState | undefined> {
  const platform = database.tenant(platformTenant)
  const tenant = database.tenant(id)
  const [tenants, granted, switches, menus, settings, hooks, ownRules, defined] = await Promise.all([
    platform.run(
      sql<{
        code: string
        name: string
        edition: string
        state: string
      }>`select code, name, edition, state from core.tenant where tenant_id = ${platformTenant} and id = ${id}`,
    ),
    platform.run(
      sql<{
        plugin: string
      }>`select plugin from core.entitlement where tenant_id = ${platformTenant} and tenant = ${id} and state = 'granted'`,
    ),
    tenant.run(sql<{ plugin: string; on: boolean }>`select plugin, "on" from core.plugin_switch where tenant_id = ${id}`),
    tenant.run(sql<MenuSetting>`select device, key, title, icon, "group", position, "on" from core.menu_setting where tenant_id = ${id}`),
    tenant.run(sql<{ relief_mode: boolean | null; desktop: string | null; phone: string | null }>`
      select relief_mode, desktop_login_background as desktop, phone_login_background as phone from core.setting where tenant_id = ${id} limit 1`),
    tenant.run(sql<{ events: string[] }>`select events from core.webhook where tenant_id = ${id} and state = 'on' and deleted_at is null`),
    tenant.run(sql<OwnRule>`
      select key, value, effective_from::text as "effectiveFrom" from core.setting_rules where tenant_id = ${id}`),
    loadOwnFields(tenant),
  ])
  const [row] = tenants
  if (!row) return undefined
  const entitled = new Set(
    [...model.plugins.values()]
      .filter(
        plugin => plugin.editions === 'all' || plugin.editions.includes(row.edition) || granted.some(one => one.plugin === plugin.name),
      )
      .map(plugin => plugin.name),
  )
  const switched = new Map(switches.map(one => [one.plugin, one.on]))
  const on = [...entitled].filter(name => name === 'core' || (switched.get(name) ?? model.plugins.get(name)!.startsOn))
  const pluginsOn = new Set(on.filter(name => needsAreOn(model, name, new Set(on))))
  return {
    id,
    code: row.code,
    name: row.name,
    edition: row.edition,
    active: row.state === 'active',
    reliefMode: settings[0]?.relief_mode ?? false,
    loginImages: { desktop: settings[0]?.desktop ?? null, phone: settings[0]?.phone ?? null },
    entitled,
    pluginsOn,
    menus: new Map(menus.map(menu => [`${menu.device} ${menu.key}`, menu])),
    webhookEvents: new Set(hooks.flatMap(hook => hook.events)),
    rules: ownRules.length > 0 ? withOwn(model.rules, ownRules) : undefined,
    ownFields: ownFieldsOf(defined, plugin => pluginsOn.has(plugin)),
  }
}

/** A plugin whose needs are off is off with them. */
function needsAreOn(model: Model, name: string, on: ReadonlySet<string>): boolean {
  return model.plugins.get(name)!.needs.every(need => on.has(need) && needsAreOn(model, need, on))
}
