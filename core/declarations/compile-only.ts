import { compileAt } from './compile-field.ts'
import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey, Json } from './model.ts'
import type { RuleData } from './rule-data.ts'
import { vocabularyOf } from './vocabulary.ts'

/** Which records a relation may name (x-only): a condition over the fields of the other entity, known once all of them are. */
export function compileOnly(entities: ReadonlyMap<EntityKey, Entity>, rules: RuleData, mistakes: Mistake[]): void {
  for (const { file, fields } of entities.values())
    for (const field of fields) {
      const declared = field.schema['x-only'] as { check: string; message: string } | undefined
      const target = field.relation && entities.get(field.relation)
      if (!declared || !target) continue
      const vocabulary = vocabularyOf(target.schema['properties'] as Record<string, Json>, rules)
      const check = compileAt(declared.check, `/properties/${field.name}/x-only/check`, { file, vocabulary, mistakes })
      if (check) field.only = { check, message: declared.message }
    }
}
