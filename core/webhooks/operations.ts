import { randomBytes } from 'node:crypto'
import { type Entity, entityOf, type Model } from '../declarations/model.ts'
import { recordEvents } from '../events/happening.ts'
import { schedule } from '../events/timers.ts'
import type { Asked, Operation } from '../http/operation.ts'
import { denied, mayEverywhere } from '../permissions/decide.ts'
import type { Platform } from '../platform.ts'
import { defineProblem } from '../problem.ts'
import { createDrafts, draftOf, throwIfWrong } from '../records/create.ts'
import { getRecord } from '../records/get.ts'
import { acceptInput } from '../records/prepare.ts'
import { applyAction } from '../records/update.ts'
import { timerOf } from './deliver.ts'

const notFailed = defineProblem('webhook.not-failed', 409, '只有失败的推送可以重发')

const withSecret = {
  type: 'object',
  required: ['secret', 'webhook'],
  properties: {
    secret: { type: 'string', description: '签名用的密钥，只在这里给出一次' },
    webhook: { $ref: '#/components/schemas/CoreWebhook' },
  },
}

/** A tenant's webhooks: made with a secret that is told once, which can be renewed; deliveries that failed can be sent again. */
export function webhookOperations({ engine }: Platform): Operation[] {
  const webhooks = entityOf(engine.model, 'core/webhook')
  const deliveries = entityOf(engine.model, 'core/webhook-delivery')
  const common = { tag: webhooks.title, access: 'full' as const }
  return [
    {
      ...common,
      method: 'GET',
      path: '/api/v1/core/event-kinds',
      id: 'eventKinds.list',
      summary: '可以推送的事件',
      gate: { entity: webhooks, action: 'read' },
      reply: {
        type: 'object',
        required: ['data'],
        properties: {
          data: {
            type: 'array',
            items: { type: 'object', required: ['name', 'title'], properties: { name: { type: 'string' }, title: { type: 'string' } } },
          },
        },
      },
      read: async ({ engine: { model } }) => ({
        body: { data: [...[...model.entities.values()].flatMap(eventsOf), ...transitionsOf(model), ...ownEvents(model.events)] },
      }),
    },
    {
      ...common,
      method: 'POST',
      path: webhooks.path,
      id: 'coreWebhook.create',
      summary: `新增${webhooks.title}；密钥只在这里给出一次`,
      gate: { entity: webhooks, action: 'create' },
      body: {
        type: 'object',
        required: ['name', 'address', 'events'],
        additionalProperties: false,
        properties: Object.fromEntries(['name', 'address', 'events', 'state'].map(name => [name, webhooks.field.get(name)!.schema])),
      },
      status: 201,
      reply: withSecret,
      // Not through the door that keeps replies for requests that come again: the secret would stand in them.
      read: asked =>
        engine.database.transaction(asked.caller.tenantId, async transaction => {
          requireMay(asked, webhooks, 'create')
          const secret = newSecret()
          const draft = draftOf({ ...acceptInput(webhooks, asked.body, { immutable: false }), secret })
          await createDrafts({ engine, transaction, caller: asked.caller, entity: webhooks }, [draft])
          throwIfWrong([draft])
          return { status: 201, ...(await told(asked, transaction, webhooks, draft.id, secret)) }
        }),
    },
    {
      ...common,
      method: 'POST',
      path: `${webhooks.path}/{id}/transitions/renew-secret`,
      id: 'coreWebhook.renewSecret',
      summary: '更换密钥；旧密钥立即失效，新密钥只在这里给出一次',
      gate: { entity: webhooks, action: 'renew-secret' },
      reply: withSecret,
      read: asked =>
        engine.database.transaction(asked.caller.tenantId, async transaction => {
          const secret = newSecret()
          const id = asked.parameters['id']!
          await applyAction({ engine, transaction, caller: asked.caller, entity: webhooks }, 'renew-secret', id, { secret })
          return told(asked, transaction, webhooks, id, secret)
        }),
    },
    {
      ...common,
      method: 'POST',
      path: `${deliveries.path}/{id}/transitions/retry`,
      id: 'coreWebhookDelivery.retry',
      summary: '重新推送',
      gate: { entity: deliveries, action: 'retry' },
      reply: { $ref: '#/components/schemas/CoreWebhookDelivery' },
      write: async (asked, transaction) => {
        const id = asked.parameters['id']!
        const writing = { engine, transaction, caller: asked.caller, entity: deliveries }
        const before = await applyAction(writing, 'retry', id, { state: 'waiting', attempts: 0, error: null })
        if (before['state'] !== 'failed') throw notFailed()
        await schedule(writing, [timerOf(id, new Date())])
        return { body: await getRecord(transaction, asked.caller, engine.model, deliveries, id) }
      },
    },
  ]
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

function requireMay({ caller, engine }: Asked, entity: Entity, action: string): void {
  if (!mayEverywhere(caller, entity, action, engine.model)) throw denied()
}

async function told(asked: Asked, transaction: Parameters<typeof getRecord>[0], webhooks: Entity, id: string, secret: string) {
  const webhook = await getRecord(transaction, asked.caller, asked.engine.model, webhooks, id)
  return { headers: { 'cache-control': 'no-store' }, body: { secret, webhook } }
}

type Named = { name: string; title: string }

const changes: Record<(typeof recordEvents)[number], string> = { created: '新增', updated: '修改', deleted: '删除', restored: '还原' }

/** Of records that people enter; what the platform keeps for itself is told to nobody. */
function eventsOf({ key, title, actions, platform }: Entity): Named[] {
  if (platform || !actions.has('create')) return []
  return recordEvents.map(event => ({ name: `${key}.${event}`, title: `${changes[event]}${title}` }))
}

function transitionsOf({ workflows, entities }: Model): Named[] {
  const all = [...workflows.values()].flatMap(({ entity, states }) =>
    [...states.values()].flatMap(state =>
      state.on.map(({ event, title }) => [`${entity}.${event}`, `${entities.get(entity)!.title}：${title}`] as const),
    ),
  )
  return [...new Map(all)].map(([name, title]) => ({ name, title }))
}

function ownEvents(events: ReadonlyMap<string, Named>): Named[] {
  return [...events.values()].map(({ name, title }) => ({ name, title }))
}
