import type { Surroundings } from './compile-entity.ts'
import type { Entity, Field } from './model.ts'

/** What becomes of a record when a related one is deleted for good has to be possible. */
export function checkWhenErased(entity: Entity, { mistakes }: Surroundings): void {
  for (const field of entity.fields) {
    const wrong = field.whenErased && wrongIn(entity, field)
    if (wrong) mistakes.push({ file: entity.file, pointer: `/properties/${field.name}/x-when-erased`, ...wrong })
  }
}

function wrongIn(entity: Entity, { relation, required, whenErased }: Field): { message: string; remedy: string } | undefined {
  if (!relation) return { message: 'the field names no other record', remedy: 'write it beside x-relation, or leave it out' }
  if (whenErased === 'forgets')
    return required
      ? { message: 'what is required cannot be forgotten', remedy: 'write "goes", or take the field out of "required"' }
      : undefined
  const kept = keptBy(entity)
  return kept === undefined
    ? undefined
    : { message: `a record does not go unnoticed that ${kept}`, remedy: 'write "forgets", or leave it out' }
}

/** Why records are more than a part of what they belong to: deleting one has to be said, counted or undone elsewhere. */
function keptBy(entity: Entity): string | undefined {
  if (entity.schema['x-append-only']) return 'is never deleted'
  if (entity.counted) return 'is counted beside the tree'
  if (entity.account) return 'has an account'
  if (entity.fields.some(field => field.number)) return 'has a number without gaps'
  return entity.fields.some(field => field.file) ? 'holds files' : undefined
}
