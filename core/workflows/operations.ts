import { type Entity, entityOf, type Json, type Model } from '../declarations/model.ts'
import type { Workflow } from '../declarations/workflow.ts'
import type { Asked, Operation, Reply } from '../http/operation.ts'
import type { Writing } from '../records/engine.ts'
import { tooMany } from '../records/problems.ts'
import { schemaName } from '../records/reply-schema.ts'
import { written } from '../records/written.ts'
import { askedSchema } from './asked.ts'
import { offersFor } from './offers.ts'
import type { Looking } from './standing.ts'
import { timelineOf } from './timeline.ts'
import { transitionRecord, transitionRecords } from './transition.ts'

const mostAtOnce = 200

/** What can be asked of the records of an entity with a workflow, and done to them. */
export function workflowOperations(model: Model, entity: Entity): Operation[] {
  const workflow = model.workflows.get(entity.key)
  if (!workflow) return []
  const name = schemaName(entity)
  const at = (id: string) => `${name.charAt(0).toLowerCase()}${name.slice(1)}.${id}`
  const common = { tag: entity.title, access: 'full' as const, gate: { entity, action: 'read' } }
  const one = `${entity.path}/{id}`
  const record = { $ref: `#/components/schemas/${name}` }
  const events = [...new Set([...workflow.states.values()].flatMap(state => state.on.map(transition => transition.event))), 'return']
  const said = saidSchema(model, entity)
  const makeTransition: Perform = async (asked, transaction, event) => {
    const id = asked.parameters['id']!
    const writing = writingFor(asked, transaction, entity)
    await transitionRecord(writing, id, { event, body: bodyOf(asked) })
    return written(writing.entity, asked, transaction, id)
  }
  return [
    ...permittedOperations(workflow, { tag: common.tag, access: common.access }, entity, at, makeTransition),
    {
      ...common,
      method: 'GET',
      path: `${one}/transitions`,
      id: at('transitions'),
      summary: `${entity.title}现在可以做什么，其余的为什么不可以`,
      reply: offersSchema,
      read: async asked => ({ body: await offersFor(lookingFor(asked, entity), asked.parameters['id']!) }),
    },
    {
      ...common,
      method: 'GET',
      path: `${one}/timeline`,
      id: at('timeline'),
      summary: `${entity.title}的办理过程`,
      reply: { type: 'object', required: ['data'], properties: { data: { type: 'array', items: { type: 'object' } } } },
      read: async asked => ({ body: { data: await timelineOf(lookingFor(asked, entity), asked.parameters['id']!) } }),
    },
    {
      ...common,
      method: 'POST',
      path: `${one}/transitions/{event}`,
      inPath: { event: { type: 'string', enum: events, description: '更早版本的流程可能还有别的' } },
      id: at('transition'),
      summary: `办理${entity.title}：${events.join('、')}`,
      body: said,
      bodyCheckedByEngine: true,
      reply: record,
      write: (asked, transaction) => makeTransition(asked, transaction, asked.parameters['event']!),
    },
    {
      ...common,
      method: 'POST',
      path: `${entity.path}/transitions/{event}`,
      inPath: { event: { type: 'string', enum: events, description: '更早版本的流程可能还有别的' } },
      id: at('transitions.bulk'),
      summary: `批量办理${entity.title}`,
      body: {
        type: 'object',
        required: ['ids'],
        properties: {
          ids: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', format: 'uuid' } },
          ...(said['properties'] as Json),
        },
      },
      reply: {
        type: 'object',
        required: ['done', 'refused'],
        properties: {
          done: { type: 'integer' },
          refused: {
            type: 'array',
            items: {
              type: 'object',
              required: ['id', 'code', 'detail'],
              properties: { id: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
            },
          },
        },
      },
      write: async (asked, transaction) => {
        const { ids, ...body } = asked.body as Json & { ids: string[] }
        if (ids.length > mostAtOnce) throw tooMany(`一次最多办理 ${mostAtOnce} 条`)
        const order = { event: asked.parameters['event']!, body }
        const outcomes = await transitionRecords(writingFor(asked, transaction, entity), ids, order)
        const refused = outcomes.flatMap(({ id, problem }) => (problem ? [{ id, code: problem.code, detail: problem.message }] : []))
        return { body: { done: outcomes.length - refused.length, refused } }
      },
    },
  ]
}

/** Those that a role permits by name: as actions of the entity they stand in the table of rights. */
function permittedOperations(
  workflow: Workflow,
  common: Pick<Operation, 'tag' | 'access'>,
  entity: Entity,
  at: (id: string) => string,
  perform: Perform,
): Operation[] {
  const transitions = [...workflow.states.values()]
    .flatMap(state => state.on)
    .filter(({ who }) => who.some(one => one.kind === 'permission'))
  return [...new Map(transitions.map(one => [one.event, one])).values()].map(({ event, title, asks }) => ({
    ...common,
    gate: { entity, action: event },
    method: 'POST',
    path: `${entity.path}/{id}/transitions/${event}`,
    id: at(event),
    summary: title,
    body: askedSchema(asks) ?? { type: 'object', additionalProperties: false },
    bodyCheckedByEngine: true,
    reply: { $ref: `#/components/schemas/${schemaName(entity)}` },
    write: (asked, transaction) => perform(asked, transaction, event),
  }))
}

type Perform = (asked: Asked, transaction: Writing['transaction'], event: string) => Promise<Reply>

function lookingFor({ caller, engine }: Asked, entity: Entity): Looking {
  return { connection: engine.database.tenant(caller.tenantId), caller, model: engine.model, entity: entityOf(engine.model, entity.key) }
}

function writingFor({ caller, engine }: Asked, transaction: Writing['transaction'], entity: Entity): Writing {
  return { engine, transaction, caller, entity: entityOf(engine.model, entity.key) }
}

/** Nothing said is an empty object; what is no object is told as for a record. */
function bodyOf({ body }: Asked): Json {
  return (body ?? {}) as Json
}

/** All that any transition asks; which one asks for what is told by `GET …/transitions`. */
function saidSchema(model: Model, entity: Entity): Json {
  const states = [...model.workflows.get(entity.key)!.states.values()]
  const asked = states.flatMap(state => state.on.map(({ asks }) => (askedSchema(asks)?.['properties'] as Json | undefined) ?? {}))
  const returning = states.some(state => state.decision?.returns)
    ? { to: { type: 'string' }, reason: { type: 'string', maxLength: 500 }, straightBack: { type: 'boolean' } }
    : {}
  return { type: 'object', properties: Object.assign({ onBehalfOfId: { type: 'string', format: 'uuid' } }, returning, ...asked) }
}

const person: Json = {
  type: 'object',
  required: ['id', 'label'],
  properties: { id: { type: 'string' }, label: { type: ['string', 'null'] } },
}

const offersSchema: Json = {
  type: 'object',
  required: ['state', 'editable', 'machine', 'data'],
  properties: {
    state: {
      type: 'object',
      required: ['code', 'title', 'final'],
      properties: { code: { type: 'string' }, title: { type: 'string' }, final: { type: 'boolean' } },
    },
    since: { type: 'string' },
    dueAt: { type: ['string', 'null'] },
    editable: { type: 'boolean' },
    machine: { type: 'string' },
    tally: { type: ['object', 'null'] },
    times: { type: 'object' },
    asked: { type: 'array', items: person },
    onBehalfOf: { type: 'array', items: person },
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['event', 'title', 'kind', 'may'],
        properties: {
          event: { type: 'string' },
          title: { type: 'string' },
          kind: { type: 'string', enum: ['move', 'agree', 'refuse', 'return'] },
          may: { type: 'boolean' },
          why: { type: 'string' },
          asks: { type: 'object' },
          fields: { type: 'array', items: { type: 'object' } },
          sets: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
}
