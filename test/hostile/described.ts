import type { Entity, Json, Model } from '../../core/declarations/model.ts'
import type { Body } from '../support/client.ts'
import type { Described } from './requests.ts'
import type { Place } from './values.ts'

/** Every operation of an OpenAPI document. */
export function described(document: Body, model: Model): Described[] {
  return Object.entries<Body>(document.paths).flatMap(([path, item]) =>
    Object.entries<Body>(item).map(([method, operation]): Described => {
      const content = operation.requestBody?.content
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters ?? [],
        body: content && Object.values<Body>(content)[0].schema,
        multipart: content?.['multipart/form-data'] !== undefined,
        open: operation.security.length === 0,
        replies: operation.responses,
        entity: entityAt(path, model),
      }
    }),
  )
}

function entityAt(path: string, model: Model): Entity | undefined {
  return [...model.entities.values()].find(entity => path === entity.path || path.startsWith(`${entity.path}/`))
}

/** What fits the operation's texts and ids, as far as a declaration or a name tells. */
export function placeOf({ entity, path }: Described, document: Body, names: Record<string, string[]>): Place {
  return {
    name: '',
    components: document.components.schemas as Record<string, Json>,
    known: name => {
      const field = fieldNamed(entity, name)
      return field?.dictionary ? field.choices?.map(choice => choice.code) : (names[`${path} ${name}`] ?? names[name])
    },
    idsFor: name => {
      const field = fieldNamed(entity, name)
      if (field) return field.relation ?? 'core/file'
      if (['parentId', 'intoId', 'organizationId'].includes(name)) return 'core/organization'
      if (name === 'from') return 'core/job'
      return name === 'userId' ? 'core/user' : (entity?.key ?? 'core/organization')
    },
  }
}

/** A field of the record, or of one of its sub-tables. */
function fieldNamed(entity: Entity | undefined, name: string) {
  return entity?.field.get(name) ?? entity?.fields.flatMap(field => field.rows?.fields ?? []).find(field => field.name === name)
}
