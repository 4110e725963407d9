import { resolve } from 'node:path'
import t from 'tap'
import { loadModel } from '../../core/declarations/load-model.ts'
import { entityOf } from '../../core/declarations/model.ts'
import { type OwnField, ownFieldsOf } from '../../core/own-fields/definition.ts'
import { extendedModels } from '../../core/own-fields/extend-model.ts'
import { compiledValidators, schemaProblems } from '../../core/records/validate.ts'

const model = loadModel([resolve(import.meta.dirname, '../../plugins')])
const nothing = {
  description: null,
  required: null,
  maxLength: null,
  minimum: null,
  maximum: null,
  decimals: null,
  target: null,
  options: [],
}

/** The fields of a tenant, different from those of every tenant with another number. */
const fieldsOf = (tenant: number) =>
  ownFieldsOf(
    Array.from(
      { length: 5 },
      (_, at): OwnField => ({ ...nothing, entity: 'members/member', name: `ownF${at}`, title: `项${at}`, kind: 'number', maximum: tenant }),
    ),
    () => true,
  )

t.test('a thousand tenants with different fields keep a bounded number of models and validators, and each has its own rules', async t => {
  const models = extendedModels(model, 50)
  const declared = entityOf(model, 'members/member')
  schemaProblems(declared, {})
  const before = compiledValidators.size
  const kept = new Set<number>()
  for (let tenant = 1; tenant <= 1000; tenant++) {
    const entity = entityOf(models.of(fieldsOf(tenant)), 'members/member')
    const wrong = schemaProblems(entity, { ownF0: tenant, ownF1: tenant + 1 }).filter(problem => problem.pointer.startsWith('/own'))
    if (wrong.length !== 1 || wrong[0]!.pointer !== '/ownF1') t.fail(`tenant ${tenant}: ${JSON.stringify(wrong)}`)
    kept.add(models.size)
  }
  t.equal(Math.max(...kept), 50)
  t.ok(compiledValidators.size <= 500, String(compiledValidators.size))
  t.ok(before > 0)
})

t.test('tenants with equal fields share one model and one validator, and the declared part is never compiled again', async t => {
  const models = extendedModels(model)
  const first = models.of(fieldsOf(7))
  schemaProblems(entityOf(first, 'members/member'), {})
  const compiled = compiledValidators.size
  for (let tenant = 0; tenant < 1000; tenant++) {
    t.equal(models.of(fieldsOf(7)), first)
    schemaProblems(entityOf(models.of(fieldsOf(7)), 'members/member'), {})
  }
  t.equal(models.size, 1)
  t.equal(compiledValidators.size, compiled)
  schemaProblems(entityOf(models.of(fieldsOf(7)), 'members/member'), {})
  t.equal(entityOf(first, 'honors/member-honor'), entityOf(model, 'honors/member-honor'), 'what is not extended is the declared one')
})

t.test('a tenant without own fields works with the declared model itself', async t => {
  t.equal(extendedModels(model).of(ownFieldsOf([], () => true)), model)
})
