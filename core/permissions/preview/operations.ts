import { type Entity, type EntityKey, entityOf, type Json, type Permission, type Scope } from '../../declarations/model.ts'
import type { Asked, Operation } from '../../http/operation.ts'
import type { Platform } from '../../platform.ts'
import { notFound } from '../../records/problems.ts'
import { deedsOf } from '../../screens/workflow.ts'
import { platformTenant } from '../../tenants/tenant-state.ts'
import { denied, may } from '../decide.ts'
import { inUsualOrder, onPages } from './action-titles.ts'
import { type GivenGrant, grantPreview } from './grant-preview.ts'
import { roleMatrix } from './matrix.ts'
import { readRole, rolePreview } from './role-preview.ts'

const previewReply: Json = {
  type: 'object',
  required: ['people', 'entities'],
  properties: {
    people: { type: ['integer', 'string'], description: '涉及多少人；超过一万时为 10000+' },
    entities: { type: 'array', items: { type: 'object' } },
  },
}

/** A role that says nothing: what is declared, without anybody's rights. */
const nobody = { id: '', code: '', base: null, permissions: null }

const text = { type: 'string', maxLength: 36 }

/** A role as a table, and what a change of rights would open and close before it is saved (S2.9). `operations` are all that there are. */
export function rightsOperations({ engine, tenants, access }: Platform, operations: Operation[]): Operation[] {
  const actions = new Map<EntityKey, Map<string, string>>()
  const actionsOf = (entity: Entity) => actions.get(entity.key) ?? new Map<string, string>()
  for (const { gate, summary } of operations)
    if (gate && !actionsOf(gate.entity).has(gate.action)) actions.set(gate.entity.key, actionsOf(gate.entity).set(gate.action, summary))
  // What pages of sites do is done at no endpoint: it is there by the roles that have it.
  for (const permissions of engine.model.roles.values())
    for (const [key, permission] of permissions)
      for (const action of onPages.filter(one => permission.actions.includes(one)))
        actions.set(key, (actions.get(key) ?? new Map<string, string>()).set(action, action))
  const [role, grant] = [entityOf(engine.model, 'core/role'), entityOf(engine.model, 'core/grant')]
  const known = { access, actionsOf: (entity: Entity) => inUsualOrder(actionsOf(entity).keys()) }

  /** What there is for this tenant: the plugins that are on, and the operator's records in the platform's own alone. */
  async function shownTo({ caller }: Asked): Promise<(entity: Entity) => boolean> {
    const state = (await tenants.of(caller.tenantId))!
    return entity => state.pluginsOn.has(entity.plugin) && (!entity.platform || state.id === platformTenant)
  }

  /** What happens to such a record by itself stands in the log too, and at no endpoint. */
  function deeds(key: string): Record<string, string> {
    const workflow = engine.model.workflows.get(key as EntityKey)
    return workflow ? deedsOf(workflow) : {}
  }

  return [
    {
      method: 'GET',
      path: `${role.path}/{id}/matrix`,
      id: 'coreRole.matrix',
      summary: '角色的权限表：每种信息有哪些操作和字段，角色各是怎样',
      tag: role.title,
      access: 'full',
      gate: { entity: role, action: 'read' },
      reply: { type: 'object', required: ['plugins'], properties: { plugins: { type: 'array', items: { type: 'object' } } } },
      read: async asked => {
        const { caller, engine: own, parameters } = asked
        const row = await readRole(own.database.tenant(caller.tenantId), caller, own.model, parameters['id']!)
        return { body: roleMatrix(own.model, row, await shownTo(asked), actionsOf) }
      },
    },
    {
      method: 'GET',
      path: '/api/v1/core/entities',
      id: 'entities.list',
      summary: '本单位有哪些信息，各有什么操作和字段',
      tag: '页面',
      access: 'full',
      reply: { type: 'object', required: ['plugins'], properties: { plugins: { type: 'array', items: { type: 'object' } } } },
      read: async asked => {
        const { plugins } = roleMatrix(asked.engine.model, nobody, await shownTo(asked), actionsOf)
        return {
          body: {
            plugins: plugins.map(({ name, title, entities }) => ({
              name,
              title,
              entities: entities.map(({ key, title, actions, fields }) => ({ key, title, actions, fields, deeds: deeds(key) })),
            })),
          },
        }
      },
    },
    {
      method: 'POST',
      path: `${role.path}/{id}/preview`,
      id: 'coreRole.preview',
      summary: '角色权限改动的预览：开放和收回什么，涉及多少人、多少条',
      tag: role.title,
      access: 'full',
      gate: { entity: role, action: 'update' },
      body: {
        type: 'object',
        required: ['permissions'],
        additionalProperties: false,
        properties: { permissions: { anyOf: [role.field.get('permissions')!.schema, { type: 'null' }] } },
      },
      reply: previewReply,
      read: async asked => {
        const { caller, engine: own, parameters, body } = asked
        if (!may(caller, role, 'update', own.model)) throw denied()
        const { permissions } = body as { permissions: Record<string, Permission> | null }
        const shown = await shownTo(asked)
        return { body: await rolePreview({ caller, engine: own, shown, ...known }, parameters['id']!, permissions) }
      },
    },
    {
      method: 'POST',
      path: `${grant.path}/preview`,
      id: 'coreGrant.preview',
      summary: '授权的预览：给予或收回会开放或收回什么',
      tag: grant.title,
      access: 'full',
      gate: { entity: grant, action: 'create' },
      body: {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
        properties: {
          give: {
            type: 'object',
            required: ['roleId', 'organizationId', 'scope'],
            additionalProperties: false,
            properties: {
              userId: text,
              postId: text,
              roleId: text,
              organizationId: text,
              scope: { enum: ['own', 'organization', 'subtree', 'chosen', 'tenant'] satisfies Scope[] },
              organizationIds: { type: 'array', maxItems: 500, items: text },
            },
          },
          take: text,
        },
      },
      reply: previewReply,
      read: async asked => {
        const { caller, engine: own, body } = asked
        if (!may(caller, grant, 'create', own.model)) throw denied()
        const { give, take } = body as { give?: GivenGrant; take?: string }
        const shown = await shownTo(asked)
        const preview = await grantPreview({ caller, engine: own, shown, ...known }, give ?? { id: take! })
        if (!preview) throw notFound()
        return { body: preview }
      },
    },
  ]
}
