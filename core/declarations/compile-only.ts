import { compileAt } from './compile-field.ts'
import type { Mistake } from './declaration-error.ts'
import type { Entity, EntityKey, Json } from './model.ts'
import { variableName } from './names.ts'
import type { RuleData } from './rule-data.ts'
import { vocabularyOf, withRecord } from './vocabulary.ts'

/** Which records a relation may name (x-only): a condition over the fields of the other entity, known once all of them are, and of the record itself. */
export function compileOnly(entities: ReadonlyMap<EntityKey, Entity>, rules: RuleData, mistakes: Mistake[]): void {
  for (const { name, file, fields, schema } of entities.values())
    for (const field of fields) {
      const declared = field.schema['x-only'] as { check: string; message: string } | undefined
      const target = field.relation && entities.get(field.relation)
      if (!declared || !target) continue
      const [other, own] = [target.schema, schema].map(one => vocabularyOf(one['properties'] as Record<string, Json>, rules))
      const vocabulary = withRecord(other!, variableName(name), own!)
      const check = compileAt(declared.check, `/properties/${field.name}/x-only/check`, { file, vocabulary, mistakes })
      if (check) field.only = { check, message: declared.message }
    }
}
