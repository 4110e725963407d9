import type { Entity, Field, Json } from '../declarations/model.ts'
import type { Transition, Workflow } from '../declarations/workflow.ts'
import { checkFiles } from '../records/attachments.ts'
import { draftOf, throwIfWrong } from '../records/create.ts'
import type { Writing } from '../records/engine.ts'
import { valueSchema } from '../records/input-schema.ts'
import { checkOnly } from '../records/only.ts'
import { acceptInput, prepare } from '../records/prepare.ts'
import { checkRelations } from '../records/relations.ts'
import type { Process } from './process.ts'

type Asks = Transition['asks']

/** What was said with a transition: values for fields of the record, and answers for the timeline. */
export type Said = { fields: Json; answers: Json }

/**
 * Reads what a request says with a transition, by the same rules as a record: unknown names, types, lengths, codes, and relations and files
 * that the caller may not see are told to him.
 * @throws invalid
 */
export async function readSaid(writing: Writing, recordId: string, asks: Asks, body: Json): Promise<Said> {
  const entity = askedEntity(writing.entity, asks)
  const draft = draftOf(acceptInput(entity, body, { immutable: false }), recordId)
  prepare(entity, draft)
  const asking = { ...writing, entity }
  for (const note of [await checkRelations(asking, [draft]), await checkOnly(asking, [draft]), await checkFiles(asking, [draft])]) note()
  throwIfWrong([draft])
  const of = (fields: Field[]) =>
    Object.fromEntries(fields.flatMap(({ name }) => (draft.values[name] === undefined ? [] : [[name, draft.values[name]]])))
  return { fields: of(asks.fields), answers: of(asks.answers) }
}

const asked = new WeakMap<Asks, Entity>()

/** What is asked, as if it were a record of its own. */
function askedEntity(entity: Entity, asks: Asks): Entity {
  const known = asked.get(asks)
  if (known) return known
  // A text with a look brings what holds its files, which nobody fills in.
  const companions = asks.fields.flatMap(({ heldIn }) => (heldIn === undefined ? [] : entity.field.get(heldIn)!))
  const fields = [...askedFields(asks), ...companions]
  const made = { ...entity, fields, field: new Map(fields.map(field => [field.name, field])), rules: [], schema: {}, declared: undefined }
  asked.set(asks, made)
  return made
}

/** What a transition asks for, each as a field that whoever makes it fills in. */
export const askedFields = (asks: Asks): Field[] =>
  [...asks.fields.map(withoutDefault), ...asks.answers].map(field => ({
    ...field,
    required: asks.required.has(field.name),
    readOnly: false,
    immutable: false,
    visible: undefined,
  }))

/** A field of the record that nothing is said of stays as it is. */
function withoutDefault(field: Field): Field {
  const { default: _preset, ...schema } = field.schema
  return { ...field, schema, default: undefined }
}

/** What is asked as JSON Schema, with what a form has to know of choices, dictionaries and relations. */
export function askedSchema(asks: Asks): Json | undefined {
  const fields = [...asks.fields.map(withoutDefault), ...asks.answers]
  if (fields.length === 0) return undefined
  return {
    type: 'object',
    additionalProperties: false,
    required: [...asks.required],
    properties: Object.fromEntries(fields.map(field => [field.name, askedField(field)])),
  }
}

function askedField(field: Field): Json {
  const { enum: _codes, ...schema } = valueSchema(field)
  const words = Object.fromEntries(
    ['x-relation', 'x-dictionary', 'x-file'].flatMap(word => (field.schema[word] === undefined ? [] : [[word, field.schema[word]]])),
  )
  const choices = field.choices?.map(({ code, title }) => ({ const: code, title }))
  return {
    ...schema,
    ...words,
    ...(field.relation ? { 'x-relation': field.relation } : {}),
    ...(field.schema['format'] === 'text' ? { format: 'text' } : {}),
    ...(choices && field.kind === 'choice' ? { oneOf: choices } : {}),
  }
}

/** Sending back: to which of the steps that led here, why, and whether the corrected record comes straight back. */
export function returnOf(workflow: Workflow, process: Process): Transition | undefined {
  const steps = process.path.slice(0, process.path.lastIndexOf(process.state))
  if (!workflow.states.get(process.state)?.decision?.returns || steps.length === 0) return undefined
  const choices = steps.map(name => ({ code: name, title: workflow.states.get(name)?.title ?? name, aliases: [] }))
  const answer = (name: string, title: string, kind: Field['kind'], schema: Json, more: Partial<Field> = {}): Field => ({
    ...{ name, title, kind, schema: { title, ...schema }, column: name, required: false, readOnly: false, immutable: false, aliases: [] },
    ...more,
  })
  return {
    event: 'return',
    title: '退回到',
    kind: 'move',
    who: [],
    anytime: true,
    aside: false,
    targets: choices.map(({ code }) => ({ target: code })),
    asks: {
      fields: [],
      answers: [
        answer('to', '退回到哪一步', 'choice', { type: 'string' }, { choices }),
        answer('reason', '理由', 'text', { type: 'string', maxLength: 500 }),
        answer('straightBack', '改好后直接回到这一步', 'boolean', { type: 'boolean', default: true }),
      ],
      required: new Set(['to', 'reason']),
    },
    effects: [],
  }
}
