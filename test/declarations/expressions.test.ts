import t from 'tap'
import { compileExpression } from '../../core/declarations/expressions.ts'
import { ruleData } from '../../core/declarations/rule-data.ts'
import { vocabularyOf } from '../../core/declarations/vocabulary.ts'

const rules = ruleData([
  { key: 'dues.rate', title: '比例', value: 0.5, effectiveFrom: '2000-01-01', source: '甲' },
  { key: 'dues.rate', title: '比例', value: 1, effectiveFrom: '2020-01-01', source: '乙' },
])
const vocabulary = vocabularyOf(
  {
    price: { type: 'number' },
    count: { type: 'integer' },
    name: { type: 'string' },
    boughtOn: { type: 'string', format: 'date' },
    rows: {
      type: 'array',
      items: {
        type: 'object',
        properties: { cost: { type: 'number' }, pieces: { type: 'integer' }, on: { type: 'string', format: 'date' } },
      },
    },
    idNumber: { type: 'string', format: 'id-number' },
  },
  rules,
)
const value = (source: string, values: Record<string, unknown>) => compileExpression(source, vocabulary).evaluate(values)

t.test('money is rounded half away from zero, whatever binary fractions make of it', async t => {
  for (const [price, places, expected] of [
    [1.005, 2, 1.01],
    [2.675, 2, 2.68],
    [-1.005, 2, -1.01],
    [1234.5, 0, 1235],
    [0.1 + 0.2, 1, 0.3],
    [1e-7, 2, 0],
    [99_999_999.994, 2, 99_999_999.99],
  ])
    t.equal(value(`round(price, ${places})`, { price }), expected, `${price}`)
})

t.test('a number of a sub-table is what its column says, also when it happens to be whole', async t => {
  t.equal(value('sum(rows.map(row, row.cost * 2.0))', { rows: [{ cost: 100 }, { cost: 0.5 }] }), 201)
  t.equal(value('sum(rows.map(row, row.pieces / 2))', { rows: [{ pieces: 3 }, { pieces: 4 }] }), 3, 'whole numbers divide to whole ones')
  t.equal(value('sum(rows.map(row, row.cost))', { rows: [{ cost: null }, { cost: 2 }] }), 2)
  t.equal(value('sum(rows.map(row, row.cost))', { rows: [] }), 0)
})

t.test('what cannot be computed is empty, and never an error', async t => {
  t.equal(value('price * 2.0', { price: null }), null)
  t.equal(value('10 / count', { count: 0 }), null)
  t.equal(value('price / 0.0', { price: 1 }), null, 'infinity is no value')
  t.equal(value('int(name)', { name: 'x' }), null)
  t.equal(value('years(boughtOn, today)', { boughtOn: null, today: '2026-01-01' }), null)
  t.equal(value('price > 1.0', {}), null, 'neither true nor false')
})

t.test('a rule is the one that held on the date', async t => {
  t.equal(value("rule('dues.rate', boughtOn)", { boughtOn: '2019-12-31' }), 0.5)
  t.equal(value("rule('dues.rate', boughtOn)", { boughtOn: '2020-01-01' }), 1)
  t.equal(value("rule('dues.rate', boughtOn)", { boughtOn: '1990-01-01' }), 0.5, 'the earliest one before that')
})

t.test('loop variables are no fields, and a branch that is not taken is checked for its names all the same', async t => {
  t.equal(value("rows.exists(row, row.on < '2020-01-01')", { rows: [{ on: '2019-01-01' }] }), true)
  t.throws(() => compileExpression('true ? 1 : colour', vocabulary), { message: /colour is not a field/ })
  t.throws(() => compileExpression('true ? 1 : shade(name)', vocabulary), { message: /no function shade/ })
})
