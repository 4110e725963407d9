import { fillableFields } from '../declarations/compile-samples.ts'
import type { EntityKey } from '../declarations/model.ts'
import type { Behaviour, Draft, Writing } from '../records/engine.ts'
import { schemaProblems } from '../records/validate.ts'

/** A tenant's sample is of a kind of record that there is, and fills in only what a new one could hold. */
const fillsIn: Behaviour = {
  beforeCreate: async (writing, drafts) => check(writing, drafts),
  beforeUpdate: async (writing, changes) => check(writing, changes),
}

async function check({ engine }: Writing, drafts: Draft[]): Promise<void> {
  for (const { values, errors } of drafts) {
    const entity = engine.model.entities.get(values['entity'] as EntityKey)
    if (!entity || !engine.model.samples.has(entity.key)) {
      errors.push({ pointer: '/entity', code: 'no-samples', detail: '这类信息没有范文' })
      continue
    }
    const given = (values['values'] ?? {}) as Record<string, unknown>
    const names = fillableFields(entity).map(field => field.name)
    for (const name of Object.keys(given))
      if (!names.includes(name))
        errors.push({ pointer: `/values/${name}`, code: 'not-fillable', detail: `范文不能填写“${entity.field.get(name)?.title ?? name}”` })
    // Whatever is missing, who uses the sample adds.
    for (const problem of schemaProblems(entity, given))
      if (names.some(name => problem.pointer === `/${name}` || problem.pointer.startsWith(`/${name}/`)) && !problem.code.startsWith('no-'))
        errors.push({ ...problem, pointer: `/values${problem.pointer}` })
  }
}

export const sampleBehaviours: [EntityKey, Behaviour[]][] = [['core/sample', [fillsIn]]]
