import t from 'tap'
import { blockMistakes } from './mistakes-of-blocks.ts'
import { entityMistakes } from './mistakes-of-entities.ts'
import { expressionMistakes } from './mistakes-of-expressions.ts'
import { fieldMistakes } from './mistakes-of-fields.ts'
import { folderMistakes } from './mistakes-of-folders.ts'
import { formMistakes } from './mistakes-of-forms.ts'
import { messageMistakes } from './mistakes-of-messages.ts'
import { migrationMistakes } from './mistakes-of-migrations.ts'
import { numberMistakes } from './mistakes-of-numbers.ts'
import { processMistakes } from './mistakes-of-processes.ts'
import { sampleMistakes } from './mistakes-of-samples.ts'
import { workflowMistakes } from './mistakes-of-workflows.ts'
import { library, load } from './plugin-folder.ts'

t.test('a plugin without a mistake is read', async t => {
  const { mistakes, model } = load(t, library())
  t.same(mistakes, [])
  t.ok(model?.entities.has('library/book'))
})

for (const { what, wrong, at, message, remedy } of [
  ...fieldMistakes,
  ...expressionMistakes,
  ...numberMistakes,
  ...entityMistakes,
  ...folderMistakes,
  ...formMistakes,
  ...sampleMistakes,
  ...messageMistakes,
  ...migrationMistakes,
  ...processMistakes,
  ...workflowMistakes,
  ...blockMistakes,
])
  t.test(`${what} stops the start, and is told with its place and what would be right`, async t => {
    const { mistakes, told } = load(t, library(wrong))
    t.equal(mistakes.length, 1, `one mistake is told once: ${told}`)
    t.same([mistakes[0]?.file, mistakes[0]?.pointer], at)
    t.match(mistakes[0]?.message, message)
    t.match(mistakes[0]?.remedy, remedy)
    t.match(told, `#${at[1]}\n`, 'the words of the error say it too')
  })

t.test('all mistakes of all plugins are told at once, and none that only follow from another', async t => {
  const { mistakes } = load(
    t,
    library(({ plugin, book, menus, roles, more }) => {
      plugin['version'] = 'one'
      book['x-colour'] = 'red'
      book.properties['price']!['type'] = 'money'
      menus['tablet'] = []
      Object.assign(roles, { nobody: {} })
      more['shelves/menus.json'] = { desktop: [{ key: 'shelves', title: '书架', group: '图书室', entity: 'rack' }] }
      more['shelves/entities/label.json'] = {
        title: '标签',
        type: 'object',
        properties: { bookId: { title: '书', 'x-relation': 'shelves/tag' } },
      }
    }),
  )
  t.same(mistakes.map(one => `${one.file}#${one.pointer}`).sort(), [
    'library/entities/book.json#/properties/price/type',
    'library/entities/book.json#/x-colour',
    'library/menus.json#/tablet',
    'library/plugin.json#/version',
    'library/roles.json#/nobody',
    'shelves/entities/label.json#/properties/bookId/x-relation',
    'shelves/menus.json#/desktop/0/entity',
  ])
  t.ok(mistakes.every(one => one.message && one.remedy))
})
