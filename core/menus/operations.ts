import { v7 as uuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import type { TenantTransaction } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { entityOf, type Json, type MenuEntry } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import type { Caller } from '../permissions/access.ts'
import { denied, may, mayEverywhere } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { leaf } from '../records/list-query.ts'
import { badQuery, notFound } from '../records/problems.ts'
import { platformTenant, type TenantState } from '../tenants/tenant-state.ts'

type Device = 'desktop' | 'phone'
type MenuChange = { title?: string; icon?: string; group?: string; on?: boolean; position?: number }

const needed = defineProblem('menu.needed', 409, '“菜单设置”和“插件与版本”不能停用，否则无法再启用其他菜单')

/** Pages without which nothing could be switched on again. */
const neverOff: ReadonlySet<string> = new Set(['core/menu-setting', 'core/plugin-switch'])

const devices: Json = { type: 'string', enum: ['desktop', 'phone'] }

/** Menus of the desktop (S2.4) and of the phone (S2.5): what a person finds, and what the tenant admin makes of them. */
export function menuOperations({ engine, tenants }: Platform): Operation[] {
  const { model } = engine
  const settings = entityOf(model, 'core/menu-setting')
  const entry = {
    type: 'object',
    required: ['key', 'device', 'title', 'group', 'on'],
    properties: {
      key: { type: 'string' },
      device: devices,
      title: { type: 'string' },
      group: { type: 'string' },
      icon: { type: ['string', 'null'] },
      position: { type: 'integer' },
      on: { type: 'boolean' },
      plugin: { type: 'string' },
      path: { type: ['string', 'null'] },
      entity: { type: ['string', 'null'] },
      page: { type: ['string', 'null'] },
      list: { type: 'string', enum: ['living', 'deleted'] },
    },
  }

  const asTold = (state: TenantState, menu: MenuEntry) => {
    const own = state.menus.get(`${menu.device} ${menu.key}`)
    return {
      key: menu.key,
      device: menu.device,
      title: own?.title ?? menu.title,
      group: own?.group ?? menu.group,
      icon: own?.icon ?? menu.icon ?? null,
      position: own?.position ?? menu.order,
      on: own?.on ?? true,
      plugin: menu.plugin,
      path: menu.entity ? entityOf(model, menu.entity).path : null,
      entity: menu.entity ?? null,
      page: menu.page ?? null,
      list: menu.list,
    }
  }

  /** What there is in this tenant at all: the operator's menus are in the platform's own alone, and others not there. */
  const present = (tenant: string, menu: MenuEntry) =>
    tenant === platformTenant ? menu.where === 'everywhere' : !menu.entity || !entityOf(model, menu.entity).platform

  const findable = (caller: Caller, menu: MenuEntry) => !menu.entity || may(caller, entityOf(model, menu.entity), menu.shownTo, model)

  const relieved = (state: TenantState, menu: MenuEntry) =>
    state.reliefMode && menu.entity !== undefined && entityOf(model, menu.entity).hiddenInRelief

  const known = (caller: Caller, device: string | undefined, key: string | undefined): MenuEntry => {
    const menu = model.menus.find(one => one.device === device && one.key === key && present(caller.tenantId, one))
    if (!menu) throw notFound('没有这个菜单')
    return menu
  }

  async function save(transaction: TenantTransaction, caller: Caller, menu: MenuEntry, change: MenuChange): Promise<void> {
    const { title = null, icon = null, group = null, on = null, position = null } = change
    await transaction.run(sql`
      insert into core.menu_setting as known (tenant_id, id, device, key, title, icon, "group", "on", position, created_by)
      values (${caller.tenantId}, ${uuid()}, ${menu.device}, ${menu.key}, ${title}::text, ${icon}::text, ${group}::text, coalesce(${on}::boolean, true), ${position}::bigint, ${caller.userId})
      on conflict (tenant_id, device, key) do update set title = coalesce(${title}::text, known.title), icon = coalesce(${icon}::text, known.icon), "group" = coalesce(${group}::text, known."group"),
        "on" = coalesce(${on}::boolean, known."on"), position = coalesce(${position}::bigint, known.position), version = known.version + 1, updated_at = now(), updated_by = ${caller.userId}::uuid`)
  }

  return [
    {
      method: 'GET',
      path: '/api/v1/core/menus',
      id: 'menus.list',
      summary: '我的菜单；all=true 给出全部供管理',
      tag: '菜单',
      access: 'full',
      query: [
        { name: 'device', in: 'query', schema: devices },
        { name: 'all', in: 'query', schema: { type: 'string', enum: ['true', 'false'] } },
      ],
      reply: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: entry } } },
      read: async ({ caller, query }) => {
        const unknown = Object.keys(query).find(name => name !== 'device' && name !== 'all')
        if (unknown) throw badQuery(`不认识的查询参数“${unknown}”，可用：device、all`)
        const device = leaf(query, 'device') ?? (caller.channel === 'mini-program' ? 'phone' : 'desktop')
        if (device !== 'desktop' && device !== 'phone') throw badQuery('device 应是 desktop 或 phone')
        const all = leaf(query, 'all') === 'true'
        if (all && !mayEverywhere(caller, settings, 'update', model)) throw denied()
        const state = (await tenants.of(caller.tenantId))!
        const data = model.menus
          .filter(menu => menu.device === device && state.pluginsOn.has(menu.plugin) && present(state.id, menu))
          .filter(menu => all || (findable(caller, menu) && !relieved(state, menu)))
          .map(menu => asTold(state, menu))
          .filter(menu => all || menu.on)
          .sort((a, b) => a.position - b.position)
        return { body: { data } }
      },
    },
    {
      method: 'PATCH',
      path: '/api/v1/core/menus/{device}/{key}',
      id: 'menus.change',
      summary: '启用、停用、改名一个菜单',
      tag: '菜单',
      access: 'full',
      body: {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: {
          title: { type: 'string', minLength: 1, maxLength: 30, pattern: '\\S' },
          icon: { type: 'string', maxLength: 60 },
          group: { type: 'string', minLength: 1, maxLength: 30 },
          on: { type: 'boolean' },
          position: { type: 'integer', minimum: 0, maximum: 100_000 },
        },
      },
      reply: entry,
      write: async ({ caller, parameters, body }, transaction) => {
        if (!mayEverywhere(caller, settings, 'update', model)) throw denied()
        const menu = known(caller, parameters['device'], parameters['key'])
        const before = asTold((await tenants.of(caller.tenantId))!, menu)
        const change = body as MenuChange
        if (change.on === false && neverOff.has(menu.entity ?? '')) throw needed()
        await save(transaction, caller, menu, change)
        const changes = Object.fromEntries(
          Object.entries(change).map(([name, value]) => [name, [before[name as keyof typeof before], value]]),
        )
        await writeAudit({ engine, transaction, caller }, [{ action: 'update', entity: settings.key, recordLabel: menu.title, changes }])
        await engine.signals.send(transaction, 'tenant', caller.tenantId)
        return { body: { ...before, ...change } }
      },
    },
    {
      method: 'PUT',
      path: '/api/v1/core/menus/{device}/order',
      id: 'menus.order',
      summary: '菜单排序',
      tag: '菜单',
      access: 'full',
      body: {
        type: 'object',
        required: ['keys'],
        additionalProperties: false,
        properties: { keys: { type: 'array', minItems: 1, maxItems: 500, uniqueItems: true, items: { type: 'string', maxLength: 80 } } },
      },
      write: async ({ caller, parameters, body }, transaction) => {
        if (!mayEverywhere(caller, settings, 'update', model)) throw denied()
        const { keys } = body as { keys: string[] }
        for (const [at, key] of keys.entries())
          await save(transaction, caller, known(caller, parameters['device'], key), { position: at * 10 })
        await writeAudit({ engine, transaction, caller }, [
          { action: 'order', entity: settings.key, recordLabel: parameters['device'] as Device, changes: { keys: [null, keys] } },
        ])
        await engine.signals.send(transaction, 'tenant', caller.tenantId)
        return {}
      },
    },
  ]
}
