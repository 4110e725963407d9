import { v7 as uuid } from 'uuid'
import { writeAudit } from '../audit/write-audit.ts'
import { switchTenant } from '../database/database.ts'
import { sql } from '../database/sql.ts'
import { entityOf, type Json, type PluginModel } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import { denied, mayEverywhere } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { notFound } from '../records/problems.ts'
import { platformTenant, type TenantState } from '../tenants/tenant-state.ts'

const notEntitled = defineProblem('plugin.not-entitled', 409, '当前版本不含该插件，可以申请开通')
const needsOthers = defineProblem('plugin.needs', 409, '需要先启用它所依赖的插件')
const coreStaysOn = defineProblem('plugin.core', 409, '平台本身不能停用')

/** Plugins and editions (S2.8): switching takes effect at once, and keeps all data. */
export function pluginOperations({ engine, tenants }: Platform): Operation[] {
  const entity = entityOf(engine.model, 'core/plugin-switch')
  const item = {
    type: 'object',
    required: ['name', 'title', 'on', 'entitled', 'needs'],
    properties: {
      name: { type: 'string' },
      title: { type: 'string' },
      description: { type: 'string' },
      version: { type: 'string' },
      on: { type: 'boolean' },
      entitled: { type: 'boolean' },
      editions: { type: 'array', items: { type: 'string' }, description: '哪些版本包含它' },
      application: {
        type: ['object', 'null'],
        description: '申请开通的情况',
        properties: {
          state: { type: 'string', enum: ['applied', 'granted', 'refused'] },
          reason: { type: ['string', 'null'] },
          answer: { type: ['string', 'null'] },
        },
      },
      needs: { type: 'array', items: { type: 'string' }, description: '依赖的插件；其中有停用的，本插件也停用' },
    },
  }
  const allEditions = engine.model.dictionaries.get('edition')?.items.map(item => item.code) ?? []
  const told = (
    { name, title, description, version, needs, editions }: PluginModel,
    state: TenantState,
    on = state.pluginsOn.has(name),
  ) => ({
    name,
    title,
    description,
    version,
    on,
    entitled: state.entitled.has(name),
    editions: editions === 'all' ? allEditions : editions,
    needs,
  })
  const known = (name: string | undefined) => {
    const plugin = engine.model.plugins.get(name ?? '')
    if (!plugin) throw notFound('没有这个插件')
    if (plugin.name === 'core') throw coreStaysOn()
    return plugin
  }
  return [
    {
      method: 'GET',
      path: '/api/v1/core/plugins',
      id: 'plugins.list',
      summary: '插件与版本',
      tag: '插件',
      access: 'full',
      reply: {
        type: 'object',
        required: ['edition', 'data'],
        properties: { edition: { type: 'object' }, data: { type: 'array', items: item } },
      },
      read: async ({ caller }) => {
        const state = (await tenants.of(caller.tenantId))!
        const edition = engine.model.dictionaries.get('edition')?.items.find(one => one.code === state.edition)
        const applications = await engine.database
          .tenant(platformTenant)
          .run(sql<{ plugin: string; state: string; reason: string | null; answer: string | null }>`
          select plugin, state, reason, answer from core.entitlement where tenant_id = ${platformTenant} and tenant = ${caller.tenantId}`)
        const data = [...engine.model.plugins.values()]
          .filter(plugin => plugin.name !== 'core')
          .map(plugin => {
            const found = applications.find(one => one.plugin === plugin.name)
            return {
              ...told(plugin, state),
              application: found ? { state: found.state, reason: found.reason, answer: found.answer } : null,
            }
          })
        return { body: { edition: { code: state.edition, title: edition?.title ?? state.edition }, data } }
      },
    },
    {
      method: 'PATCH',
      path: '/api/v1/core/plugins/{name}',
      id: 'plugins.switch',
      summary: '启用或停用插件',
      tag: '插件',
      access: 'full',
      body: { type: 'object', required: ['on'], additionalProperties: false, properties: { on: { type: 'boolean' } } },
      reply: item,
      write: async ({ caller, parameters, body }, transaction) => {
        if (!mayEverywhere(caller, entity, 'update', engine.model)) throw denied()
        const plugin = known(parameters['name'])
        const { on } = body as { on: boolean }
        const state = (await tenants.of(caller.tenantId))!
        if (on && !state.entitled.has(plugin.name)) throw notEntitled()
        const lacking = on ? plugin.needs.filter(need => !state.pluginsOn.has(need)) : []
        if (lacking.length > 0) throw needsOthers(`请先启用${lacking.map(need => `“${engine.model.plugins.get(need)!.title}”`).join('、')}`)
        await transaction.run(sql`
          insert into core.plugin_switch (tenant_id, id, plugin, "on", created_by) values (${caller.tenantId}, ${uuid()}, ${plugin.name}, ${on}, ${caller.userId})
          on conflict (tenant_id, plugin) do update set "on" = excluded."on", updated_at = now(), updated_by = ${caller.userId}::uuid, version = core.plugin_switch.version + 1`)
        await writeAudit({ engine, transaction, caller }, [
          {
            action: on ? 'switch-on' : 'switch-off',
            entity: entity.key,
            recordLabel: plugin.title,
            changes: { on: [state.pluginsOn.has(plugin.name), on] },
          },
        ])
        await engine.signals.send(transaction, 'tenant', caller.tenantId)
        return { body: told(plugin, state, on) }
      },
    },
    {
      method: 'POST',
      path: '/api/v1/core/plugins/{name}/apply',
      id: 'plugins.apply',
      summary: '申请开通插件',
      tag: '插件',
      access: 'full',
      body: { type: 'object', additionalProperties: false, properties: { reason: { type: 'string', maxLength: 200 } } },
      status: 202,
      reply: { type: 'object', properties: { state: { type: 'string' } } },
      write: async ({ caller, parameters, body }, transaction) => {
        if (!mayEverywhere(caller, entity, 'update', engine.model)) throw denied()
        const plugin = known(parameters['name'])
        const { reason } = (body ?? {}) as Json
        if ((await tenants.of(caller.tenantId))!.entitled.has(plugin.name)) return { status: 202, body: { state: 'granted' } }
        const platform = await switchTenant(transaction, platformTenant)
        const [row] = await platform.run(sql<{ state: string }>`
          insert into core.entitlement as known (tenant_id, id, tenant, plugin, state, reason, applied_by)
          values (${platformTenant}, ${uuid()}, ${caller.tenantId}, ${plugin.name}, 'applied', ${reason ?? null}, ${caller.userId})
          on conflict (tenant_id, tenant, plugin) do update set reason = excluded.reason, applied_by = excluded.applied_by, answer = null,
            state = case when known.state = 'granted' then 'granted' else 'applied' end, updated_at = now()
          returning state`)
        await switchTenant(platform, caller.tenantId)
        await writeAudit({ engine, transaction, caller }, [{ action: 'apply', entity: entity.key, recordLabel: plugin.title }])
        return { status: 202, body: { state: row!.state } }
      },
    },
  ]
}
