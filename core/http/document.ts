import type { Json } from '../declarations/model.ts'
import type { Platform } from '../platform.ts'
import { entitySchemas } from '../records/reply-schema.ts'
import { platformTenant } from '../tenants/tenant-state.ts'
import { openApiDocument } from './open-api.ts'
import type { Operation } from './operation.ts'

/** The OpenAPI document of a tenant: only what is switched on for it. */
export function documentOperations({ tenants }: Platform, operations: Operation[]): Operation[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/openapi.json',
      id: 'openApi.get',
      summary: '接口文档（OpenAPI 3.1）',
      tag: '接口',
      access: 'full',
      reply: { type: 'object' },
      read: async ({ caller, engine }) => {
        const state = (await tenants.of(caller.tenantId))!
        const open = (entity: { plugin: string; platform: boolean }) =>
          state.pluginsOn.has(entity.plugin) && (!entity.platform || state.id === platformTenant)
        const shown = operations.filter(operation => !operation.gate || open(operation.gate.entity))
        const schemas: Record<string, Json> = {}
        for (const entity of engine.model.entities.values()) if (open(entity)) Object.assign(schemas, entitySchemas(entity))
        return { body: openApiDocument(shown, schemas, '党建云接口') }
      },
    },
  ]
}
