import { type Entity, type EntityKey, entityOf, type Field, type Json, type Model } from '../../core/declarations/model.ts'
import { addDays } from '../../core/identity/dates.ts'
import { writable } from '../../core/records/input-schema.ts'
import { newMember } from '../core/new-member.ts'
import { created } from '../plugins/assets.ts'
import type { Client } from '../support/client.ts'

let made = 0

/** What a declaration alone does not tell of a record that its entity takes; entities that are not named here need nothing. */
const particulars: Record<EntityKey, (ask: { model: Model; roleId: string; branchId: string }) => Json> = {
  'article-collector/source': () => ({ address: `https://example.com/${++made}`, collectAt: '06:30' }),
  'core/grant': ({ roleId }) => ({ roleId, postId: undefined, scope: 'organization' }),
  'core/holiday': () => ({ date: addDays('2030-01-01', ++made) }),
  'core/message-setting': ({ model }) => ({ template: [...model.messages.keys()][0] }),
  'core/number-counter': () => ({ numbering: 'documents/document.documentNumber', year: 2019, choice: 'notice', next: 1 }),
  'core/own-field': () => ({ entity: 'core/post', kind: 'text', name: `ownZx${++made}` }),
  'core/saved-view': () => ({ entity: 'members/member' }),
  'core/shortcut': ({ model }) => ({ menu: model.menus.find(menu => menu.device === 'desktop')!.key }),
  'development/development': ({ branchId }) => ({ organizationId: branchId }),
  'development/earlier': ({ branchId }) => ({ organizationId: branchId, reached: 'talk' }),
  'leadership/term': ({ branchId }) => ({ organizationId: branchId, number: 40 + (++made % 50) }),
  'leadership/election': () => ({ seats: 3, voters: 20 }),
  'points/learning-score': () => ({ month: '2025-05' }),
  'transfers/arrival': ({ branchId }) => ({ organizationId: branchId, duesPaidTo: '2026-06', arrivedOn: '2020-07-01' }),
  'members/member': () => ({ category: 'full', joinedOn: '2010-07-01', regularOn: '2011-07-01' }),
}

/** A function that makes input for a new record of the entity, by its declaration: every text is one that no other record has. */
export async function recordMaker(client: Client, entity: Entity, model: Model): Promise<() => Json> {
  const needed = writable(entity).filter(field => field.required || entity.unique.some(rule => rule.fields.includes(field.name)))
  const related = new Map<Field, string>()
  for (const field of needed) if (field.relation) related.set(field, await relatedTo(client, model, field.relation))
  const [roleId, branchId] = await Promise.all(
    ['/core/roles?filter[code][eq]=member', '/core/organizations?filter[category][eq]=631&page[size]=1&sort=-id'].map(
      async path => (await client.get(path)).body?.data?.[0]?.id,
    ),
  )
  return () => ({
    ...Object.fromEntries(needed.map(field => [field.name, related.get(field) ?? valueFor(field)])),
    ...particulars[entity.key]?.({ model, roleId, branchId }),
  })
}

/** Somebody or something new to be related to, so that no earlier race is in the way; an organization that is there already. */
async function relatedTo(client: Client, model: Model, key: EntityKey): Promise<string> {
  const entity = entityOf(model, key)
  const path = entity.path.replace('/api/v1', '')
  if (entity.actions.has('create') && key !== 'core/organization') {
    const make = await recordMaker(client, entity, model)
    return created(await client.post(path, make())).id
  }
  return (await client.get(`${path}?page[size]=1&sort=-id`)).body.data[0].id
}

function valueFor(field: Field): unknown {
  made++
  switch (field.kind) {
    case 'choice':
    case 'dictionary':
      return field.choices!.find(choice => !choice.validTo)!.code
    case 'date':
      return '2020-07-01'
    case 'date-time':
      return '2020-07-01T00:00:00.000Z'
    case 'integer':
    case 'number':
      return Math.max(1, Number(field.schema['minimum'] ?? 1))
    case 'boolean':
      return true
    default:
      return textFor(field)
  }
}

function textFor({ schema }: Field): string {
  if (schema['format'] === 'id-number') return String(newMember({ organizationId: '' })['idNumber'])
  if (schema['format'] === 'phone') return String(newMember({ organizationId: '' })['phone'])
  return schema['pattern'] === '^[A-Z]{2}-\\d{4}$' ? `ZX-${String(made).padStart(4, '0')}` : `zx${made}`
}
