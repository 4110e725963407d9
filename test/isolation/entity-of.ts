import type { Entity, Model } from '../../core/declarations/model.ts'
import type { Operation } from '../../core/http/operation.ts'

/** Whose record the `{id}` in the address of an operation names. */
export function entityOfPath({ entities }: Model, { path, idOf }: Operation): Entity | undefined {
  return idOf ? entities.get(idOf) : [...entities.values()].find(entity => path.startsWith(`${entity.path}/{id}`))
}
