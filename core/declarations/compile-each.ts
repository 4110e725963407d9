import type { Effect } from '../effects/effect.ts'
import { compileEffects, type EffectPlace } from './compile-effects.ts'
import type { Json } from './model.ts'
import { variableName } from './names.ts'
import { vocabularyOf, withRecord } from './vocabulary.ts'

/** Effects that happen to each of the other records that the workflow names: they speak of its fields, and of the record itself by its entity's name. */
export function eachEffect(each: string, declared: Json[], place: EffectPlace): Effect | undefined {
  const related = place.related?.find(one => one.name === each)
  const entity = related && place.entities.get(related.entity)
  if (!related || !entity || !place.entity) {
    const known = place.related?.map(one => one.name) ?? []
    const remedy = known.length > 0 ? `use one of ${known.join(', ')}` : 'name others under "related" at the head of the workflow'
    place.mistakes.push({ file: place.file, pointer: `${place.pointer}/each`, message: `${each} names no other records`, remedy })
    return undefined
  }
  const as = variableName(place.entity.name)
  const vocabulary = withRecord(
    vocabularyOf(entity.schema['properties'] as Record<string, Json>, place.vocabulary.rules),
    as,
    place.vocabulary,
  )
  const there = { ...place, pointer: `${place.pointer}/effects`, entity, vocabulary, related: undefined }
  return { kind: 'each', related, as, effects: compileEffects(declared, there) }
}
