import type { Entity, EntityKey, Model } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import type { Caller } from '../permissions/access.ts'
import { defineProblem, type Problem } from '../problem.ts'
import { menuIsOff } from './menu-gate.ts'
import { platformTenant, type TenantState } from './tenant-state.ts'

export const suspended = defineProblem('tenant.suspended', 403, '本单位的服务已停用，请联系平台运营')
const pluginOff = defineProblem('plugin.off', 403, '该功能未启用')
const menuOff = defineProblem('menu.off', 403, '该菜单已被管理员停用')
const reliefMode = defineProblem('tenant.relief-mode', 403, '本单位已启用减负合规模式，不提供该功能')
const operatorOnly = defineProblem('tenant.operator-only', 403, '只有平台运营可以进行此操作')

/** Refuses what is switched off for the tenant: the plugin, or every menu entry that leads there on the caller's device. */
export function passGate(
  state: TenantState,
  caller: Caller,
  operation: Pick<Operation, 'gate'>,
  model: Model,
  asks: { deleted?: boolean } = {},
): void {
  const refusal = refusalAtGate(state, caller, operation, model, asks)
  if (refusal) throw refusal
}

/** Why it is refused; undefined when it is not. */
export function refusalAtGate(
  state: TenantState,
  caller: Caller,
  operation: Pick<Operation, 'gate'>,
  model: Model,
  asks: { deleted?: boolean } = {},
): Problem | undefined {
  const { gate } = operation
  if (!state.active) return suspended()
  if (!gate) return undefined
  const { entity } = gate
  const refusal = refusalOfEntity(state, entity)
  if (refusal) return refusal
  // Looking into the bin is what its menu is for.
  const action = asks.deleted && gate.action === 'read' ? 'restore' : gate.action
  if (staysOpen(model, entity.key, action)) return undefined
  const device = caller.channel === 'mini-program' ? 'phone' : 'desktop'
  return menuIsOff(state, model, { device, entity: entity.key, action }) ? menuOff() : undefined
}

/** Why its records are not there for anybody of the tenant, whatever the menus say; undefined when they are. */
export function refusalOfEntity(state: TenantState, entity: Entity): Problem | undefined {
  if (!state.active) return suspended()
  if (entity.platform && state.id !== platformTenant) return operatorOnly()
  if (!state.pluginsOn.has(entity.plugin)) return pluginOff()
  return state.reliefMode && entity.hiddenInRelief ? reliefMode() : undefined
}

/** With these everything else is switched on again. */
const administration: ReadonlySet<EntityKey> = new Set<EntityKey>(['core/menu-setting', 'core/plugin-switch'])

/** Core's own records serve every other feature: pickers choose among them, and every page reads the settings. */
function staysOpen(model: Model, key: EntityKey, action: string): boolean {
  if (administration.has(key)) return true
  return action === 'read' && key.startsWith('core/') && (key === 'core/setting' || isRelatedTo(model, key))
}

const related = new WeakMap<Model, Set<EntityKey>>()

function isRelatedTo(model: Model, key: EntityKey): boolean {
  const known =
    related.get(model) ??
    new Set(
      [...model.entities.values()].flatMap(entity =>
        entity.fields.flatMap(field => (field.relation && field.relation !== entity.key ? [field.relation] : [])),
      ),
    )
  related.set(model, known)
  return known.has(key)
}
