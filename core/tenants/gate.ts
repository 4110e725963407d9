import type { Model } from '../declarations/model.ts'
import type { Operation } from '../http/operation.ts'
import type { Caller } from '../permissions/access.ts'
import { defineProblem } from '../problem.ts'
import { platformTenant, type TenantState } from './tenant-state.ts'

const suspended = defineProblem('tenant.suspended', 403, '本单位的服务已停用，请联系平台运营')
const pluginOff = defineProblem('plugin.off', 403, '该功能未启用')
const menuOff = defineProblem('menu.off', 403, '该菜单已被管理员停用')
const operatorOnly = defineProblem('tenant.operator-only', 403, '只有平台运营可以进行此操作')

/** Refuses what is switched off for the tenant: the plugin, or every menu entry that leads there on the caller's device. */
export function passGate(state: TenantState, caller: Caller, operation: Operation, model: Model): void {
  if (!state.active) throw suspended()
  const { gate } = operation
  if (!gate) return
  if (gate.entity.platform && state.id !== platformTenant) throw operatorOnly()
  if (!state.pluginsOn.has(gate.entity.plugin)) throw pluginOff()
  const device = caller.channel === 'mini-program' ? 'phone' : 'desktop'
  const entries = model.menus.filter(entry => entry.entity === gate.entity.key && entry.device === device)
  const allOff = (permission: string) => {
    const relevant = entries.filter(entry => entry.permission === permission)
    return relevant.length > 0 && relevant.every(entry => state.menus.get(`${device} ${entry.key}`)?.on === false)
  }
  // Core's own tables serve every other feature: switching off their menus hides the page, not the platform.
  if (gate.entity.plugin !== 'core' && (allOff('read') || allOff(gate.action))) throw menuOff()
}
