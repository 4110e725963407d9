import { servingTenant } from '../current-work.ts'
import type { TenantId } from '../database/database.ts'
import type { Engine } from '../records/engine.ts'
import type { TenantStates } from '../tenants/tenant-state.ts'
import { extendedModels } from './extend-model.ts'

/** The engine as a tenant has it: its model knows the fields that the tenant added. */
export type EngineOf = (tenantId: TenantId) => Promise<Engine>

/** A tenant without fields of its own works with the very engine that all share. */
export function tenantEngines(engine: Engine, tenants: TenantStates): EngineOf {
  const models = extendedModels(engine.model)
  return async tenantId => {
    const state = await tenants.of(tenantId)
    servingTenant(tenantId, state?.rules)
    return state && state.ownFields.fields.length > 0 ? { ...engine, model: models.of(state.ownFields) } : engine
  }
}
